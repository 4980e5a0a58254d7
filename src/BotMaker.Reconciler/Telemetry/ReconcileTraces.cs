using System.Diagnostics;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Telemetry;

/// <summary>One trace per pass over a bot: its actions below it, and the engine's calls below those. Costs nothing while nobody listens.</summary>
public static class ReconcileTraces
{
    public const string SourceName = "BotMaker.Reconciler";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Reconcile(BotId id)
    {
        var pass = Source.StartActivity("reconcile");
        pass?.SetTag("bot.id", id.Value);
        return pass;
    }

    /// <param name="action">The name of the case of <see cref="Core.Planning.BotAction"/>.</param>
    /// <param name="reason">The name of an <see cref="Core.Planning.ActionReason"/>.</param>
    public static Activity? Action(string action, string reason)
    {
        var step = Source.StartActivity(action);
        step?.SetTag("action.reason", reason);
        return step;
    }

    /// <summary>A call that has ended in this moment, as part of what is under way.</summary>
    /// <param name="operation">Of a bounded set, for example <c>container_start</c>.</param>
    /// <param name="outcome">A status code, or a kind of error in snake case.</param>
    /// <param name="duration">To the end of the answer.</param>
    /// <param name="now">The clock.</param>
    public static void EngineCalled(string operation, string outcome, TimeSpan duration, DateTimeOffset now)
    {
        if (Activity.Current is not { } parent || !Source.HasListeners()) return;
        using var call = Source.StartActivity(operation, ActivityKind.Client, parent.Context, startTime: now - duration);
        call?.SetTag("engine.outcome", outcome);
        call?.SetEndTime(now.UtcDateTime);
    }

    public static void Failed(this Activity? activity, string message) => activity?.SetStatus(ActivityStatusCode.Error, message);
}
