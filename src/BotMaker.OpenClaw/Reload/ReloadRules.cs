using BotMaker.OpenClaw.Channels;
using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.OpenClaw.Reload;

/// <summary>
/// What a running gateway does by itself when a key of its configuration changes. The longest matching prefix decides, and what matches
/// nothing makes it restart. Read from the releases' own reload tables.
/// </summary>
internal static class ReloadRules
{
    private static readonly (string[] Prefix, ChangeClass Class)[] Current = Table(
        live:
        [
            "acp", "agents", "approvals.exec", "approvals.plugin", "attachments.ttlHours", "audio", "auth.order", "auth.profiles", "bindings", "broadcast",
            "browser.enabled", "browser.evaluateEnabled", "browser.headless", "browser.profiles", "browser.defaultProfile", "browser.noSandbox", "browser.extraArgs",
            "browser.ssrfPolicy", "channels", "commands", "cron", "diagnostics.enabled", "diagnostics.flags", "discovery.mdns.mode", "gateway.allowRealIpFallback",
            "gateway.auth.rateLimit", "gateway.auth.token", "gateway.auth.trustedProxy", "gateway.controlUi.allowedOrigins", "gateway.controlUi.enabled",
            "gateway.http.endpoints", "gateway.nodes.browser", "gateway.nodes.commands", "gateway.nodes.pairing", "gateway.publicOrigin", "gateway.reload",
            "gateway.remote", "gateway.roles", "gateway.terminal", "gateway.tools", "gateway.trustedProxies", "hooks", "identity", "logging", "mcp", "memory.citations",
            "messages", "meta", "models", "plugins", "secrets", "security.audit.suppressions", "security.installPolicy", "session", "skills", "surfaces", "talk",
            "telemetry.enabled", "tools", "transcripts", "tts", "ui", "update.auto.enabled", "update.channel", "update.checkOnStart",
        ],
        restart: ["mcp.apps", "secrets.egressProxy"]);

    private static readonly (string[] Prefix, ChangeClass Class)[] January = Table(
        live:
        [
            "agents", "audio", "bindings", "browser", "channels", "cron", "gateway.reload", "gateway.remote", "hooks", "identity", "logging", "messages", "models",
            "routing", "session", "skills", "talk", "tools", "ui", "web", "wizard",
        ],
        restart: []);

    public static ChangeClass ClassOf(IReadOnlyList<string> path, Dialect dialect)
    {
        var best = (Length: 0, Class: ChangeClass.Restart);
        foreach (var (prefix, cls) in dialect == Dialect.Current ? Current : January)
        {
            if (prefix.Length > best.Length && prefix.Length <= path.Count && prefix.SequenceEqual(path.Take(prefix.Length), StringComparer.Ordinal))
                best = (prefix.Length, cls);
        }

        return best.Class;
    }

    /// <summary>A channel that joins and whose code comes as a package: the gateway would fetch it by itself, or end if it cannot.</summary>
    public static bool NeedsPackage(IReadOnlyList<string> path, bool isAddition, Dialect dialect) =>
        isAddition && dialect == Dialect.Current && path is ["plugins", "entries", var channel, "enabled"] && ChannelCatalog.TryGet(channel, out _);

    private static (string[] Prefix, ChangeClass Class)[] Table(string[] live, string[] restart) =>
        [.. live.Select(prefix => (prefix.Split('.'), ChangeClass.Live)), .. restart.Select(prefix => (prefix.Split('.'), ChangeClass.Restart))];
}
