using BotMaker.OpenClaw.Channels;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Configuration;

/// <summary>Keys of <c>spec.config</c> that the manifest has fields for, or whose change would take the bot out of our sight.</summary>
public static class PinnedKeys
{
    private static readonly (string[] Path, string Instead)[] Pinned =
    [
        (["$include"], "write the keys themselves; the configuration is one file"),
        (["secrets"], "use a secretRef where the secret is needed"),
        (["gateway", "mode"], "a bot's gateway is always local"),
        (["gateway", "bind"], "use spec.gateway.bind"),
        (["gateway", "customBindHost"], "use spec.gateway.customBindHost"),
        (["gateway", "port"], "use spec.gateway.port"),
        (["gateway", "auth", "mode"], "a bot's gateway always asks for its token"),
        (["gateway", "auth", "token"], "use spec.gateway.auth.token"),
        (["gateway", "auth", "password"], "use spec.gateway.auth.token"),
        (["gateway", "tls"], "the health probe speaks plain HTTP over loopback; end TLS in front of the bot"),
        (["gateway", "tailscale"], "a container has no tailnet of its own; publish the port instead"),
        (["agents", "defaults", "workspace"], "use spec.workspace.path"),
        (["agents", "defaults", "model", "primary"], "use spec.model.primary"),
        (["agents", "defaults", "model", "fallbacks"], "use spec.model.fallbacks"),
        (["agents", "list"], "use agents.entries, which current releases keep by id"),
    ];

    private static readonly string[] Access = ["enabled", "dmPolicy", "allowFrom", "groupPolicy", "groupAllowFrom"];

    /// <returns>An error per pinned key, with paths relative to <c>spec.config</c>.</returns>
    public static ValueList<SpecFinding> Check(ValueMap<DataNode> fragment)
    {
        List<SpecFinding> findings = [];
        Check(fragment, [], findings);
        return findings.ToValueList();
    }

    /// <summary>The fragment without what <see cref="Check(ValueMap{DataNode})"/> refuses.</summary>
    internal static ValueMap<DataNode> WithoutPinned(ValueMap<DataNode> fragment) => Filter(fragment, []);

    private static void Check(ValueMap<DataNode> map, string[] parent, List<SpecFinding> findings)
    {
        foreach (var (key, value) in map)
        {
            string[] path = [.. parent, key];
            if (Instead(path, value) is { } instead)
                findings.Add(SpecFinding.Error(ConfigPath.Format(path), $"botmaker keeps this key: {instead}."));
            else if (value is DataNode.Map child)
                Check(child.Entries, path, findings);
        }
    }

    private static ValueMap<DataNode> Filter(ValueMap<DataNode> map, string[] parent)
    {
        List<KeyValuePair<string, DataNode>> kept = [];
        foreach (var (key, value) in map)
        {
            string[] path = [.. parent, key];
            if (Instead(path, value) is not null) continue;
            kept.Add(new(key, value is DataNode.Map child ? new DataNode.Map(Filter(child.Entries, path)) : value));
        }

        return kept.ToValueMap();
    }

    private static string? Instead(string[] path, DataNode value)
    {
        foreach (var (pinned, instead) in Pinned)
        {
            if (path.AsSpan().SequenceEqual(pinned)) return instead;

            // A text or a list in the place of a map would take the pinned key with it.
            if (value is not DataNode.Map && path.Length < pinned.Length && pinned.AsSpan(0, path.Length).SequenceEqual(path))
                return $"give a map; the key holds {ConfigPath.Format(pinned)}";
        }

        return path switch
        {
            ["agents", "entries", _, "workspace"] => value is DataNode.Text text && IsInState(text.Value)
                ? null
                : $"an agent's workspace must be a path under {ContainerPaths.State}, or it is lost with the container",
            ["channels", var channel, .. var rest] => InsteadInChannel(channel, rest, value),
            ["plugins", "entries", var plugin, "enabled"] when ChannelCatalog.TryGet(plugin, out _) => $"use spec.channels.{plugin}.enabled",
            ["plugins"] or ["plugins", "entries"] or ["channels"] when value is not DataNode.Map => "give a map",
            _ => null,
        };
    }

    private static string? InsteadInChannel(string channel, string[] rest, DataNode value)
    {
        if (!ChannelCatalog.TryGet(channel, out var definition)) return null;
        var inAccount = rest is ["accounts", _, ..];
        var place = inAccount ? $"spec.channels.{channel}.accounts.{rest[1]}" : $"spec.channels.{channel}";
        if (inAccount) rest = rest[2..];
        return rest switch
        {
            [] or ["accounts"] or ["dm"] when value is not DataNode.Map => "give a map",
            [var key] when Access.Contains(key, StringComparer.Ordinal) || definition.Credentials.ContainsKey(key) => $"use {place}.{key}",
            [var key] when definition.Refused.TryGetValue(key, out var instead) => instead,
            ["defaultAccount"] => $"use {place}.defaultAccount",
            ["dm", "policy"] => $"use {place}.dmPolicy",
            ["dm", "allowFrom"] => $"use {place}.allowFrom",
            _ => null,
        };
    }

    private static bool IsInState(string path) =>
        path.StartsWith(ContainerPaths.State + "/", StringComparison.Ordinal) && !path.Split('/').Contains("..", StringComparer.Ordinal);
}
