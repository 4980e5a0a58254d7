namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record ResourceSpec
{
    /// <summary>Bytes; null is without limit.</summary>
    public long? MemoryBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Billionths of a CPU; null is without limit.</summary>
    public long? NanoCpus { get; init; } = 2_000_000_000;

    public long Pids { get; init; } = 512;
}
