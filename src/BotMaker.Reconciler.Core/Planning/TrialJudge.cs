using System.Globalization;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// Is a container that was started for a change good? It has to become ready within the deadline and to stay so. An end that nobody watched, or that the
/// bot asked for (exit code 0), is not held against it.
/// </summary>
internal static class TrialJudge
{
    public static TrialVerdict Judge(ObservedContainer container, RolloutRecord journal, PlanInput input, RolloutSpec rules)
    {
        var left = Later(journal.Since, input.WatchedSince) + rules.ProgressDeadline - input.Now;
        return container.Phase switch
        {
            ContainerPhase.Created => NotStarted(container, journal, input, left),
            ContainerPhase.Running => Running(container, journal, input, rules, left),
            ContainerPhase.Paused => new TrialVerdict.Unpause(),
            ContainerPhase.Exited or ContainerPhase.Restarting => Ended(container, input, rules, left),
            ContainerPhase.Unknown => new TrialVerdict.Wait(PlanTimes.UnknownState),
            _ => new TrialVerdict.Wait(PlanTimes.Removal),
        };
    }

    private static TrialVerdict NotStarted(ObservedContainer container, RolloutRecord journal, PlanInput input, TimeSpan left)
    {
        var refused = !string.IsNullOrEmpty(container.StartError) && input.Now - Later(journal.Since, input.WatchedSince) >= PlanTimes.RefusedStart;
        return refused || left <= TimeSpan.Zero
            ? Failed("StartFailed", $"The new container could not be started: {container.StartError ?? "the engine did not say why"}.")
            : new TrialVerdict.Start(Afresh: false);
    }

    private static TrialVerdict Running(ObservedContainer container, RolloutRecord journal, PlanInput input, RolloutSpec rules, TimeSpan left)
    {
        switch (container.Health)
        {
            case ContainerHealthState.Healthy or ContainerHealthState.None:
                // Ready before its last start is ready no more.
                var since = journal.ReadySince is { } at && !(container.StartedAt > at) ? journal.ReadySince : null;
                if (since is null && rules.MinReady > TimeSpan.Zero) return new TrialVerdict.Ready();
                var stillToProve = rules.MinReady - (input.Now - (since ?? input.Now));
                return stillToProve <= TimeSpan.Zero ? new TrialVerdict.Proven() : new TrialVerdict.Wait(Soon(stillToProve));
            case ContainerHealthState.Unhealthy:
                return Failed("Unhealthy", $"The new container failed its health check{Said(container.HealthOutput)}.");
            case var _ when left <= TimeSpan.Zero:
                return Failed("NotReadyInTime", $"The new container was not ready within spec.rollout.progressDeadline ({Text(rules.ProgressDeadline)}){Said(container.HealthOutput)}.");
            default:
                return journal.ReadySince is null ? new TrialVerdict.Wait(Soon(left)) : new TrialVerdict.NoLongerReady();
        }
    }

    private static TrialVerdict Ended(ObservedContainer container, PlanInput input, RolloutSpec rules, TimeSpan left)
    {
        if (input.Record.Find(container.Attempt) is { StoppedByUs: true }) return new TrialVerdict.Start(Afresh: true);
        if (container.FinishedAt is { } finished)
        {
            if (finished <= input.WatchedSince) return new TrialVerdict.Start(Afresh: true);
            // It may be the engine that is ending.
            var pause = PlanTimes.AfterAnEnd - (input.Now - finished);
            if (pause > TimeSpan.Zero && pause <= PlanTimes.AfterAnEnd) return new TrialVerdict.Wait(pause);
        }

        if (container.OomKilled) return Failed("OutOfMemory", "The new container needed more memory than spec.resources.memory allows.");
        if (container.ExitCode is not 0) return Failed("Exited", $"The new container ended with exit code {container.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}.");
        if (left <= TimeSpan.Zero) return Failed("NotReadyInTime", $"The new container asked for one restart after another and was not ready within spec.rollout.progressDeadline ({Text(rules.ProgressDeadline)}).");
        return container.Phase == ContainerPhase.Restarting ? new TrialVerdict.Wait(PlanTimes.EngineRestart) : new TrialVerdict.Start(Afresh: false);
    }

    private static TrialVerdict.Failed Failed(string reason, string message) => new(new RolloutFailure(reason, message));

    private static string Said(string? output) => string.IsNullOrWhiteSpace(output) ? "" : $": {string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";

    private static TimeSpan Soon(TimeSpan left) => left < PlanTimes.OnTrial ? left : PlanTimes.OnTrial;

    private static string Text(TimeSpan time) => CanonicalText.Of(time);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
