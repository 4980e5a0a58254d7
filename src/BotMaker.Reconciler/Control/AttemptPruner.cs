using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Control;

/// <summary>Keeps records true to what is seen: rebuilds one that was lost, and forgets attempts whose containers are gone.</summary>
public sealed class AttemptPruner(BotRecordStore records, BotDirectories directories)
{
    /// <summary>A create whose reply was lost may still happen; an attempt without a known container is kept this long.</summary>
    public static readonly TimeSpan KeptWithoutContainer = TimeSpan.FromMinutes(10);

    public BotRecord Apply(ObservedBot observed)
    {
        if (records.NeedsRebuild(observed.Id)) records.Rebuild(observed.Id, observed.Containers, observed.ObservedAt);
        foreach (var container in observed.Containers)
        {
            // It runs: that we once stopped it is over.
            if (container.Phase == ContainerPhase.Running && records.Get(observed.Id).Find(container.Attempt) is { StoppedByUs: true })
                records.UpdateAttempt(observed.Id, container.Attempt, attempt => attempt with { StoppedByUs = false });
            // It was started since its files were written, by whomever: they are in force.
            if (records.Get(observed.Id).Find(container.Attempt)?.Written is { } written && container.StartedAt > written.At)
                records.UpdateAttempt(observed.Id, container.Attempt, attempt => attempt with { Written = null });
        }

        var record = records.Get(observed.Id);
        var newest = record.Attempts.Count == 0 ? 0 : record.Attempts.Max(attempt => attempt.Number);
        var gone = record.Attempts
            .Where(attempt => IsGone(attempt, observed, isNewest: attempt.Number == newest))
            .Select(attempt => attempt.Number)
            .ToHashSet();
        foreach (var attempt in record.Attempts)
        {
            // Nothing mounts its values any more, whatever else it is kept for.
            if (attempt.ContainerId is not null && observed.ObservedAt > attempt.DecidedAt && observed.Containers.All(container => container.Attempt != attempt.Number))
            {
                directories.ForgetSecrets(observed.Id, attempt.Number);
                if (attempt.Accounts.Count > 0) records.UpdateAttempt(observed.Id, attempt.Number, before => before with { Accounts = [] });
            }
        }

        if (gone.Count == 0) return record;
        record = records.Update(observed.Id, before => before with { Attempts = before.Attempts.Where(attempt => !gone.Contains(attempt.Number)).ToValueList() });
        foreach (var number in gone) directories.ForgetAttempt(observed.Id, number);
        return record;
    }

    /// <summary>The newest is kept although its container is gone: it says which image the spec was resolved to.</summary>
    private static bool IsGone(AttemptRecord attempt, ObservedBot observed, bool isNewest)
    {
        if (isNewest && attempt.ContainerId is not null) return false;
        if (observed.ObservedAt <= attempt.DecidedAt) return false;
        if (observed.Containers.Any(container => container.Attempt == attempt.Number)) return false;
        return attempt.ContainerId is not null || observed.ObservedAt - attempt.DecidedAt > KeptWithoutContainer;
    }
}
