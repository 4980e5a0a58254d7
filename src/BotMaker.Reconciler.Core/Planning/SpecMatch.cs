using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Is a container made of the desired spec, up to what can be changed in place?</summary>
internal static class SpecMatch
{
    public static bool Fits(ObservedContainer container, DesiredBot bot, AttemptRecord? attempt) =>
        container.Phase is not (ContainerPhase.Dead or ContainerPhase.Removing)
        && HasSpec(container.SpecHash, bot, attempt)
        && !LostALimit(container, bot, attempt);

    private static bool HasSpec(string? hash, DesiredBot bot, AttemptRecord? attempt) =>
        SpecHasher.IsComparable(hash)
            ? string.Equals(hash, SpecHasher.Hash(bot).Value, StringComparison.Ordinal)
            : attempt is null || SharesFields(attempt.Fields, SpecFields.Flatten(bot));

    /// <summary>
    /// A hash of another version says nothing, so the recorded fields decide: only one that both versions know and that has another value is a change.
    /// One that only one side knows may come from the other list of fields, and a new release must never restart a fleet: it waits.
    /// </summary>
    private static bool SharesFields(ValueMap<string> recorded, ValueMap<string> wanted)
    {
        foreach (var (path, value) in recorded)
        {
            if (SpecFields.Find(path)?.Effect == FieldEffect.Container
                && wanted.TryGetValue(path, out var now)
                && !string.Equals(value, now, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    /// <summary>
    /// The engine reads 0 as unchanged: a limit that is in force and no longer wanted needs a new container. What is enforced is only in an
    /// inspection; without one the record says what the container was made with.
    /// </summary>
    private static bool LostALimit(ObservedContainer container, DesiredBot bot, AttemptRecord? attempt)
    {
        var wanted = DesiredLimits.Of(bot.Spec);
        if (wanted is { MemoryBytes: > 0, NanoCpus: > 0 }) return false;
        if (container.Limits is { } enforced)
            return (wanted.MemoryBytes == 0 && enforced.MemoryBytes > 0) || (wanted.NanoCpus == 0 && enforced.NanoCpus > 0);
        return attempt is not null
            && ((wanted.MemoryBytes == 0 && attempt.Fields.ContainsKey(SpecFields.Memory)) || (wanted.NanoCpus == 0 && attempt.Fields.ContainsKey(SpecFields.Cpus)));
    }
}
