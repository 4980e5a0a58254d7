using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Reporting;

/// <summary>One bot as it is shown: what the manifests want, what was observed, and what is left to do.</summary>
/// <param name="Intent">At the last pass.</param>
/// <param name="Status">Derived from what was observed.</param>
/// <param name="Plan">For what was observed last; null while the engine did not answer.</param>
public sealed record BotEntry(BotIntent Intent, BotStatus Status, BotPlan? Plan);
