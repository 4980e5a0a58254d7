namespace BotMaker.DockerEngine.Daemon;

/// <summary>Bytes by kind, summed from <c>/system/df</c> in whichever shape the API version has.</summary>
public sealed record EngineDiskUsage(long LayersBytes, long ContainersBytes, long VolumesBytes, long BuildCacheBytes);
