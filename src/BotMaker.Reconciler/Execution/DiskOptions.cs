namespace BotMaker.Reconciler.Execution;

/// <summary><c>Disk:MinFree</c>.</summary>
public sealed record DiskOptions
{
    /// <summary>A percentage never means less than this.</summary>
    public const long LeastBytes = 2L << 30;

    /// <summary>Share of the file system, 0 to 1; null where bytes are given.</summary>
    public double? MinFreeShare { get; init; } = 0.05;

    /// <summary>Bytes, where they are given.</summary>
    public long MinFreeBytes { get; init; }

    /// <summary>What must stay free on a file system of this size.</summary>
    public long MinFreeOf(long totalBytes) => MinFreeShare is { } share ? Math.Max((long)(totalBytes * share), LeastBytes) : MinFreeBytes;
}
