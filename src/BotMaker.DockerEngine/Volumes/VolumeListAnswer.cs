namespace BotMaker.DockerEngine.Volumes;

internal sealed record VolumeListAnswer(IReadOnlyList<VolumeSummary>? Volumes);
