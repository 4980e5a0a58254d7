using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Reporting;

namespace BotMaker.Reconciler.Control;

/// <summary>Puts what a pass decided, did and found into the log of events, in words for people.</summary>
public sealed class EventTeller(EventLog events)
{
    /// <summary>A plan is about to be carried out.</summary>
    public void Decided(BotPlan plan)
    {
        var actions = string.Join(", ", plan.Actions.Select(action => action.GetType().Name));
        var fields = plan.Changes.Count == 0 ? "" : $" Changed: {string.Join(", ", plan.Changes.Select(change => change.Path))}.";
        events.Add(plan.Id, BotEventKind.Decision, plan.Actions[0].Reason.ToString(), $"{actions} ({plan.Class.ToString().ToLowerInvariant()}).{fields}");
    }

    public void Acted(BotId bot, BotAction action, ActionOutcome outcome, TimeSpan duration)
    {
        var name = action.GetType().Name;
        switch (outcome)
        {
            case ActionOutcome.Failed failed:
                events.Add(bot, BotEventKind.Action, $"{name}Failed", failed.Failure.Message, isWarning: true);
                break;
            case ActionOutcome.LookAgain again:
                events.Add(bot, BotEventKind.Action, $"{name}Unsure", again.Why);
                break;
            default:
                events.Add(bot, BotEventKind.Action, name, FormattableString.Invariant($"Done in {duration.TotalSeconds:0.0} s."));
                break;
        }
    }

    /// <summary>Only what is new is told.</summary>
    public void Found(BotStatus? before, BotStatus now)
    {
        if (before?.Phase == now.Phase) return;
        var ready = now.Find(ConditionType.Ready);
        var isWarning = now.Phase is BotPhase.Degraded or BotPhase.CrashLoop or BotPhase.Stalled;
        events.Add(now.Id, BotEventKind.Status, now.Phase.ToString(), ready?.Message ?? "", isWarning);
    }

    public void Gone(BotId bot) => events.Add(bot, BotEventKind.Status, "Gone", "Nothing of the bot is left on the engine, and it is not desired.");

    /// <param name="bot">Whose container.</param>
    /// <param name="action">As the engine names it.</param>
    /// <param name="exitCode">Of a process that ended.</param>
    public void EngineSaw(BotId bot, string action, string? exitCode)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        var (name, detail) = colon < 0 ? (action, "") : (action[..colon], action[(colon + 1)..].Trim());
        if (exitCode is not null) detail = $"exit code {exitCode}";
        events.Add(bot, BotEventKind.Engine, name, detail, isWarning: name is "oom" || (name is "die" && exitCode is not (null or "0" or "143")) || detail is "unhealthy");
    }
}
