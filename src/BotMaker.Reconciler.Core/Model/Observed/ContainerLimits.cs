namespace BotMaker.Reconciler.Core.Model.Observed;

/// <summary>What the engine enforces and can change in place. 0 is without limit.</summary>
public sealed record ContainerLimits(long MemoryBytes, long NanoCpus, long Pids, EngineRestartPolicy RestartPolicy);
