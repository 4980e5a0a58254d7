namespace BotMaker.DockerEngine.Daemon;

/// <summary>Both shapes of <c>/system/df</c>: lists of objects (gone since API 1.53) and totals by kind (since 1.52).</summary>
internal sealed record DiskUsageAnswer
{
    public long LayersSize { get; init; }

    public IReadOnlyList<ContainerItem>? Containers { get; init; }

    public IReadOnlyList<VolumeItem>? Volumes { get; init; }

    public IReadOnlyList<CacheItem>? BuildCache { get; init; }

    public Totals? ImageUsage { get; init; }

    public Totals? ContainerUsage { get; init; }

    public Totals? VolumeUsage { get; init; }

    public Totals? BuildCacheUsage { get; init; }

    public EngineDiskUsage ToUsage() => new(
        ImageUsage?.TotalSize ?? LayersSize,
        ContainerUsage?.TotalSize ?? Containers?.Sum(item => item.SizeRw) ?? 0,
        VolumeUsage?.TotalSize ?? Volumes?.Sum(item => Math.Max(0, item.UsageData?.Size ?? 0)) ?? 0,
        BuildCacheUsage?.TotalSize ?? BuildCache?.Where(item => !item.Shared).Sum(item => item.Size) ?? 0);

    internal sealed record Totals(long TotalSize);

    internal sealed record ContainerItem(long SizeRw);

    internal sealed record VolumeItem(VolumeUsageData? UsageData);

    /// <summary>A size of -1 is not known.</summary>
    internal sealed record VolumeUsageData(long Size);

    internal sealed record CacheItem(long Size, bool Shared);
}
