using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>What changed between two flattened specs, and the least disruptive class that applies each change.</summary>
public static class ChangeClassifier
{
    public static ValueList<FieldChange> Diff(ValueMap<string> old, ValueMap<string> @new)
    {
        var changes = new List<FieldChange>();
        foreach (var path in old.Keys.Union(@new.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var before = old.TryGetValue(path, out var o) ? o : null;
            var after = @new.TryGetValue(path, out var n) ? n : null;
            if (!string.Equals(before, after, StringComparison.Ordinal)) changes.Add(new(path, before, after, ClassOf(path, before, after)));
        }

        return changes.ToValueList();
    }

    public static ChangeClass Highest(IEnumerable<FieldChange> changes) => changes.Select(c => c.Class).DefaultIfEmpty(ChangeClass.None).Max();

    private static ChangeClass ClassOf(string path, string? old, string? @new)
    {
        // The engine reads 0 as unchanged, so a limit can be set and moved in place, but not taken away.
        if (old is not null && @new is null && SpecFields.Find(path)?.Effect == FieldEffect.Limit) return ChangeClass.Recreate;
        return SpecFields.Find(path)?.Class ?? ChangeClass.None;
    }
}
