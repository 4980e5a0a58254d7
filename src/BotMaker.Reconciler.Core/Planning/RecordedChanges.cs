using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>What changed in the manifest since a container was made, as far as the record knows it.</summary>
internal sealed class RecordedChanges
{
    private static readonly RecordedChanges None = new([], null);

    private RecordedChanges(ValueList<FieldChange> all, FieldChange? version)
    {
        ForNewContainer = all.Where(c => EffectOf(c) is not (null or FieldEffect.Reconciler)).ToValueList();
        InPlace = all.Where(c => EffectOf(c) == FieldEffect.Limit).ToValueList();
        Waiting = all
            .Where(c => EffectOf(c) is FieldEffect.Label or FieldEffect.Container)
            .Concat(version is null ? [] : [version])
            .ToValueList();
    }

    /// <summary>What a new container applies.</summary>
    public ValueList<FieldChange> ForNewContainer { get; }

    /// <summary>What an update of this container applies.</summary>
    public ValueList<FieldChange> InPlace { get; }

    /// <summary>What this container, kept, cannot take: labels, and after a change of the hash's version the fields that only one version knows.</summary>
    public ValueList<FieldChange> Waiting { get; }

    public static RecordedChanges Since(BotRecord record, ObservedContainer? container, DesiredBot bot)
    {
        if (container is null) return None;
        var version = SpecHasher.IsComparable(container.SpecHash)
            ? null
            : new FieldChange(Model.Labels.SpecHash, container.SpecHash, SpecHasher.Hash(bot).Value, ChangeClass.None);
        // An attempt whose fields are not known (a record rebuilt after damage) has no old values to show.
        var fields = SpecFields.Flatten(bot);
        var recorded = record.Find(container.Attempt) is { Fields.Count: > 0 } attempt ? attempt.Fields : fields;
        if (recorded == fields) return version is null ? None : new([], version);
        return new(ChangeClassifier.Diff(recorded, fields), version);
    }

    private static FieldEffect? EffectOf(FieldChange change) => SpecFields.Find(change.Path)?.Effect;
}
