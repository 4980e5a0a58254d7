using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>What a crash loop is, and how restarts are slowed down in one.</summary>
public static class CrashLoop
{
    /// <summary>More than this many restarts within <see cref="Window"/> are a loop.</summary>
    public const int MaxRestarts = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Healthy for so long, it is no loop any more.</summary>
    public static readonly TimeSpan HealthyFor = TimeSpan.FromMinutes(10);

    /// <summary>Null: this container's restarts are not slowed down.</summary>
    public static RestartHistory? Of(RestartHistory history, DesiredBot bot, ObservedContainer container) =>
        history.IsBackingOff && bot.Spec.Restart.Policy != RestartPolicyKind.Never && IsAbout(history, container) ? history : null;

    public static bool IsAbout(RestartHistory history, ObservedContainer container) => string.Equals(history.ContainerId, container.Id, StringComparison.Ordinal);

    /// <summary>The wait after the crash that was the so-manieth since the loop was recognised.</summary>
    public static TimeSpan WaitAfter(int backOffs)
    {
        var wait = FirstWait * Math.Pow(2, Math.Clamp(backOffs - 1, 0, 10));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>While backing off: not to be started before.</summary>
    public static DateTimeOffset? NextStartAt(RestartHistory history) => history is { IsBackingOff: true, LastCrash: { } crash } ? crash.At + WaitAfter(history.BackOffs) : null;

    /// <summary>While backing off and healthy: it is no loop any more then.</summary>
    public static DateTimeOffset? OverAt(RestartHistory history) => history.IsBackingOff ? history.HealthySince + HealthyFor : null;

    /// <summary>What is left to wait before the next start; null: nothing.</summary>
    public static TimeSpan? Left(RestartHistory? history, DateTimeOffset now) =>
        history is not null && NextStartAt(history) - now is { Ticks: > 0 } left ? left : null;
}
