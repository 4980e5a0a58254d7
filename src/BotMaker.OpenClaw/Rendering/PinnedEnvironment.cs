using System.Diagnostics.CodeAnalysis;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>Variables that a manifest may not set, because the bot would no longer be where we think it is.</summary>
public static class PinnedEnvironment
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["HOME"] = "the bot's home is always " + ContainerPaths.UserHome,
        ["OPENCLAW_HOME"] = "the bot's home is always " + ContainerPaths.UserHome,
        ["OPENCLAW_STATE_DIR"] = "the state is always mounted at " + ContainerPaths.State,
        ["OPENCLAW_CONFIG_PATH"] = "the configuration is always " + ContainerPaths.ConfigFile,
        ["OPENCLAW_CONFIG_READONLY"] = "use spec.configDrift",
        ["OPENCLAW_NIX_MODE"] = "use spec.configDrift",
        ["OPENCLAW_INCLUDE_ROOTS"] = "the configuration is one file",
        ["OPENCLAW_OAUTH_DIR"] = "the state is always mounted at " + ContainerPaths.State,
        ["OPENCLAW_PROFILE"] = "a container holds one bot",
        ["OPENCLAW_WORKSPACE_DIR"] = "use spec.workspace.path",
        ["OPENCLAW_SUPERVISOR_MODE"] = "botmaker is the supervisor",
        ["OPENCLAW_GATEWAY_PORT"] = "use spec.gateway.port",
        ["OPENCLAW_GATEWAY_TOKEN"] = "use spec.gateway.auth.token with a secretRef",
        ["OPENCLAW_GATEWAY_PASSWORD"] = "use spec.gateway.auth.token with a secretRef",
        ["XDG_CACHE_HOME"] = "the cache lies in the state mount",
    };

    /// <param name="instead">What to do instead, to follow a colon.</param>
    public static bool IsPinned(string name, [NotNullWhen(true)] out string? instead)
    {
        if (Reasons.TryGetValue(name, out instead)) return true;

        // Names from before OpenClaw had its own: the January releases still read them.
        if (!name.StartsWith("CLAWDBOT_", StringComparison.Ordinal) && !name.StartsWith("MOLTBOT_", StringComparison.Ordinal)) return false;
        instead = "the name is from before OpenClaw";
        return true;
    }
}
