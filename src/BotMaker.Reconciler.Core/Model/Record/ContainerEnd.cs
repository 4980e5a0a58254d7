namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>The end of one run of a container.</summary>
/// <param name="At">When.</param>
/// <param name="ExitCode">Null: the end was not seen, only that there was one.</param>
/// <param name="OomKilled">The kernel killed it for memory.</param>
public sealed record ContainerEnd(DateTimeOffset At, long? ExitCode, bool OomKilled);
