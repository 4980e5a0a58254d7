namespace BotMaker.Reconciler.Manifests;

internal enum DocumentKind
{
    Bot,
    Defaults,

    /// <summary>Of another product, encrypted, or empty.</summary>
    Ignored,

    /// <summary>It cannot be told what it is meant to be.</summary>
    Unknown,
}
