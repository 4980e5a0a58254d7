using System.Globalization;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>What a plan puts right, wanted beside found. Equal for the same difference, whenever it is met.</summary>
/// <param name="Parts">For example <c>state: wanted running, found paused</c>.</param>
public sealed record HealedDifference(ValueList<string> Parts)
{
    /// <summary>Null: the plan puts nothing right that somebody could have changed behind our back; it starts what is new, asked for, or ended by itself.</summary>
    public static HealedDifference? Of(BotPlan plan, BotIntent intent, ObservedBot observed)
    {
        var parts = plan.Actions.SelectMany(action => PartsOf(action, plan, intent, observed)).Distinct(StringComparer.Ordinal).ToValueList();
        return parts.Count == 0 ? null : new(parts);
    }

    public override string ToString() => string.Join("; ", Parts);

    private static IEnumerable<string> PartsOf(BotAction action, BotPlan plan, BotIntent intent, ObservedBot observed) => action switch
    {
        { Reason: ActionReason.ContainerEnded or ActionReason.CrashLoopBackOff or ActionReason.CrashLoopOver or ActionReason.RestartRequested or ActionReason.ManifestRemoved } => [],
        { Reason: ActionReason.RolloutUnderWay or ActionReason.RolloutProven or ActionReason.RolloutFailed or ActionReason.RolloutAbandoned } => [],
        BotAction.StartContainer { ContainerId: { } id, Reason: ActionReason.ContainerExited } => [Part("state", "running", Word(Find(observed, id)?.Phase))],
        BotAction.StopContainer { ContainerId: var id, Reason: ActionReason.RunStateStopped } => [Part("state", "stopped", Word(Find(observed, id)?.Phase))],
        BotAction.UnpauseContainer => [Part("state", "running", "paused")],
        BotAction.RenameContainer rename => [Part("name", rename.Name, Find(observed, rename.ContainerId)?.Name)],
        BotAction.UpdateContainer update => Limits(update.Limits, Find(observed, update.ContainerId)?.Limits),
        BotAction.CreateContainer { Reason: ActionReason.ContainerMissing } => [Part("container", "one", "none")],
        BotAction.CreateContainer { Reason: ActionReason.ContainerBroken } => [Part("container", "one that can be started", "one that is dead")],
        BotAction.CreateContainer { Reason: ActionReason.SpecChanged or ActionReason.LimitsChanged or ActionReason.FilesChanged } create => Changes(plan, create),
        _ => [],
    };

    private static IEnumerable<string> Changes(BotPlan plan, BotAction.CreateContainer create) => plan.Changes.Count > 0
        ? plan.Changes.Select(change => Part(change.Path, change.New, change.Old))
        : [Part("spec", create.SpecHash, "another")];

    private static IEnumerable<string> Limits(ContainerLimits wanted, ContainerLimits? found)
    {
        if (found is null) yield break;
        if (wanted.MemoryBytes != found.MemoryBytes) yield return Part("memory", Number(wanted.MemoryBytes), Number(found.MemoryBytes));
        if (wanted.NanoCpus != found.NanoCpus) yield return Part("cpus", CanonicalText.OfCpus(wanted.NanoCpus), CanonicalText.OfCpus(found.NanoCpus));
        if (wanted.Pids != found.Pids) yield return Part("pids", Number(wanted.Pids), Number(found.Pids));
        if (wanted.RestartPolicy != found.RestartPolicy) yield return Part("restart policy", wanted.RestartPolicy.ToString(), found.RestartPolicy.ToString());
    }

    private static ObservedContainer? Find(ObservedBot observed, string id) => observed.Containers.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.Ordinal));

    private static string Word(ContainerPhase? phase) => phase?.ToString().ToLowerInvariant() ?? "unknown";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Part(string what, string? wanted, string? found) => $"{what}: wanted {wanted ?? "none"}, found {found ?? "none"}";
}
