namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record LogSpec
{
    /// <summary>Bytes of one file.</summary>
    public long MaxSizeBytes { get; init; } = 10L * 1024 * 1024;

    public int MaxFiles { get; init; } = 3;
}
