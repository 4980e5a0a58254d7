using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>Where things lie inside a bot's container. The same for every bot and release, so that a bot's state can move to any image.</summary>
public static class ContainerPaths
{
    public const string UserHome = "/home/node";

    /// <summary>The bot's home, read-write: OpenClaw's state directory.</summary>
    public const string State = "/home/node/.openclaw";

    /// <summary>A directory, never the single file: a file mount keeps the old inode after a rename on the host.</summary>
    public const string ConfigDirectory = "/etc/openclaw";

    public const string ConfigFileName = "openclaw.json";

    public const string ConfigFile = ConfigDirectory + "/" + ConfigFileName;

    /// <summary>One file per secret, each owned by the container's uid with mode 0600 or 0400: OpenClaw refuses others.</summary>
    public const string SecretsDirectory = "/run/bot-secrets";

    /// <summary>Inside the state mount, because the root file system is read-only and a bot without a cache directory ends with 78.</summary>
    public const string Cache = State + "/cache";

    public const string Temporary = "/tmp";

    /// <summary>Where an image may bring a cache of npm's with the channel packages of its release, for hosts without a registry.</summary>
    public const string PackageCache = "/opt/openclaw/npm-cache";

    /// <summary>The agent's workspace; inside the state mount, which OpenClaw itself does not check.</summary>
    public static string Workspace(WorkspaceSpec workspace) => $"{State}/{workspace.Path.Trim('/')}";
}
