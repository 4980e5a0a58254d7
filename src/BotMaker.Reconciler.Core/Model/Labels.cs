namespace BotMaker.Reconciler.Core.Model;

/// <summary>Names of the labels that our containers, networks and images carry.</summary>
public static class Labels
{
    /// <summary>Nobody's manifest may set labels that begin with this.</summary>
    public const string Prefix = "botmaker.";

    public const string BotId = "botmaker.bot-id";

    /// <summary>The instance that owns the object. With <see cref="BotId"/> it decides what is ours.</summary>
    public const string Reconciler = "botmaker.reconciler";

    public const string SpecHash = "botmaker.spec-hash";

    public const string Attempt = "botmaker.attempt";

    /// <summary>The manifest at creation: informative, never compared.</summary>
    public const string Manifest = "botmaker.manifest";

    /// <summary>On one-shot containers and networks of ours, which are not bots: what it is for.</summary>
    public const string Purpose = "botmaker.purpose";

    /// <summary>On an image: the OpenClaw release inside.</summary>
    public const string OpenClawRelease = "botmaker.openclaw-release";
}
