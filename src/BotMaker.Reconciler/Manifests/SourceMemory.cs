namespace BotMaker.Reconciler.Manifests;

/// <summary>What is remembered of the manifests directory over a restart.</summary>
/// <param name="Device">The device of the last healthy scan's root; null before the first.</param>
/// <param name="EmptyConfirmed">A person has said that the directory is empty on purpose; counts until a manifest is seen again.</param>
internal sealed record SourceMemory(string? Device, bool EmptyConfirmed)
{
    public static readonly SourceMemory None = new(null, false);
}
