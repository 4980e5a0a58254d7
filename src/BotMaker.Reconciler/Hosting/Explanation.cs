using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Hosting;

/// <summary>Why a bot is as it is, from what is shown, what was decided and what is due.</summary>
internal static class Explanation
{
    private static readonly ConditionType[] Summary = [ConditionType.Ready, ConditionType.Reconciling];

    public static ExplainDocument Of(BotEntry entry, DaemonGraph graph, Func<string, string> redact)
    {
        var (id, status, plan) = (entry.Status.Id, entry.Status, entry.Plan);
        var last = graph.Decisions.Last(id);
        return new ExplainDocument(
            id.Value,
            status.Phase.ToString(),
            status.Find(ConditionType.Ready) is { } ready ? Of(ready, redact) : null,
            [.. status.Conditions.Where(IsTelling).Select(condition => Of(condition, redact))],
            graph.Decisions.LookedAt(id),
            last?.At,
            [.. last?.Steps.Select(redact) ?? []],
            [.. (plan is null ? [] : plan.Held is null ? plan.Actions : plan.Withheld).Select(ActionText.Of)],
            graph.Queue.DueAt(id) ?? plan?.RevisitAt);
    }

    /// <summary>Not the summary, and not as it should be.</summary>
    private static bool IsTelling(BotCondition condition) => !Summary.Contains(condition.Type) && condition.Type switch
    {
        ConditionType.Valid or ConditionType.SecretsReady or ConditionType.ImageReady or ConditionType.Healthy or ConditionType.ChannelsReady or ConditionType.Egress or ConditionType.ChecksPassed
            => condition.Status != ConditionStatus.True,
        _ => condition.Status != ConditionStatus.False,
    };

    private static ConditionDocument Of(BotCondition condition, Func<string, string> redact) => new(
        condition.Type.ToString(), condition.Status.ToString(), condition.Reason, redact(condition.Message), condition.LastTransitionTime, condition.ObservedGeneration);
}
