namespace BotMaker.Reconciler.Execution.OneShots;

/// <summary>What a container that is not a bot may use at most.</summary>
internal static class OneShotLimits
{
    /// <summary>Enough for the release's light commands, which peak at 284 MB.</summary>
    public const long LeastMemory = 512L * 1024 * 1024;

    public const long Pids = 256;
}
