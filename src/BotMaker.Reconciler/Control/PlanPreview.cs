using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Observation;

namespace BotMaker.Reconciler.Control;

/// <summary>What would be done now, for every bot, without doing it: reads manifests, records and the engine, and changes none of them.</summary>
public sealed class PlanPreview(IBotObserver observer, PlanInputs inputs, FileInspector files)
{
    /// <summary>Plans in the order of the bots' ids. The manifests must have been scanned.</summary>
    public async Task<IReadOnlyList<BotPlan>> PlanAsync(CancellationToken cancellationToken)
    {
        var fleet = await observer.ObserveAllAsync(cancellationToken);
        var plans = new List<BotPlan>();
        foreach (var id in inputs.AllIds(fleet.Bots.Keys).Order())
        {
            var intent = inputs.Desired.Intent(id);
            // Limits and restart policies are only in an inspection.
            var observed = fleet.Bots.ContainsKey(id) ? await observer.ObserveAsync(id, cancellationToken) : fleet.Of(id);
            plans.Add(inputs.Plan(intent, observed, await ImageAsync(intent, cancellationToken), await files.LookAsync(intent, observed, cancellationToken)));
        }

        return plans;
    }

    private async Task<ObservedImage?> ImageAsync(BotIntent intent, CancellationToken cancellationToken) =>
        intent is { Presence: not DesiredPresence.Absent, Bot: { } bot } ? await observer.ObserveImageAsync(bot.Spec.Image.Reference, cancellationToken) : null;
}
