namespace BotMaker.Reconciler.Core.Planning;

/// <summary>When to look again although nothing is to be done. Events mostly come earlier; these are for what makes none.</summary>
internal static class PlanTimes
{
    /// <summary>A removal under way takes a moment.</summary>
    public static readonly TimeSpan Removal = TimeSpan.FromSeconds(1);

    /// <summary>The engine waits 100 ms doubling to a minute before it restarts a container; when it gives up it says nothing.</summary>
    public static readonly TimeSpan EngineRestart = TimeSpan.FromSeconds(5);

    /// <summary>How long a container that ended by itself is left alone, in case the engine itself is about to end.</summary>
    public static readonly TimeSpan AfterAnEnd = TimeSpan.FromSeconds(5);

    /// <summary>A container on trial is looked at this often: that it becomes ready must not rest on an event.</summary>
    public static readonly TimeSpan OnTrial = TimeSpan.FromSeconds(10);

    /// <summary>How long a new container whose start is refused is tried again before it counts as failed.</summary>
    public static readonly TimeSpan RefusedStart = TimeSpan.FromSeconds(10);

    /// <summary>A state that we do not know, which may be a passing one.</summary>
    public static readonly TimeSpan UnknownState = TimeSpan.FromSeconds(10);
}
