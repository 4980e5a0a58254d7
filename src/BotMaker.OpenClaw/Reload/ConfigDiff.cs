using System.Text.Json;
using BotMaker.OpenClaw.Configuration;
using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.OpenClaw.Reload;

/// <summary>Compares two rendered configurations of one release: what changed, and what each change costs.</summary>
public static class ConfigDiff
{
    /// <returns>
    /// One entry per changed value, in ordinal order; lists are compared as a whole. Values are JSON. Documents of releases without
    /// references must be compared before their secrets are put in.
    /// </returns>
    /// <exception cref="JsonException">A document is not JSON.</exception>
    public static ValueList<FieldChange> Compare(string old, string @new, Dialect dialect)
    {
        using var oldDocument = JsonDocument.Parse(old);
        using var newDocument = JsonDocument.Parse(@new);
        List<FieldChange> changes = [];
        var reloads = Reloads(oldDocument.RootElement) && Reloads(newDocument.RootElement);
        Compare(oldDocument.RootElement, newDocument.RootElement, [], reloads ? dialect : null, changes);
        return changes.ToValueList();
    }

    /// <summary>The highest class among the changes.</summary>
    public static ChangeClass ClassOf(IReadOnlyCollection<FieldChange> changes) => changes.Count == 0 ? ChangeClass.None : changes.Max(change => change.Class);

    private static void Compare(JsonElement? old, JsonElement? @new, string[] path, Dialect? dialect, List<FieldChange> changes)
    {
        var isMap = (old ?? @new)?.ValueKind == JsonValueKind.Object && (@new ?? old)?.ValueKind == JsonValueKind.Object;
        if (!isMap)
        {
            if (old is { } before && @new is { } after && JsonElement.DeepEquals(before, after)) return;
            changes.Add(new(ConfigPath.Format(path), old?.GetRawText(), @new?.GetRawText(), ClassOf(path, old is null, dialect)));
            return;
        }

        var oldMembers = Members(old);
        var newMembers = Members(@new);

        // An empty map that comes or goes has no member that would say so.
        if (oldMembers.Count + newMembers.Count == 0 && old is null != @new is null)
            changes.Add(new(ConfigPath.Format(path), old is null ? null : "{}", @new is null ? null : "{}", ClassOf(path, old is null, dialect)));
        foreach (var name in oldMembers.Keys.Union(newMembers.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            JsonElement? before = oldMembers.TryGetValue(name, out var oldMember) ? oldMember : null;
            JsonElement? after = newMembers.TryGetValue(name, out var newMember) ? newMember : null;
            Compare(before, after, [.. path, name], dialect, changes);
        }
    }

    private static ChangeClass ClassOf(string[] path, bool isAddition, Dialect? dialect)
    {
        if (dialect is not { } known) return ChangeClass.Restart;
        return ReloadRules.NeedsPackage(path, isAddition, known) ? ChangeClass.Migrate : ReloadRules.ClassOf(path, known);
    }

    // With reloading off the gateway looks at its file and waits for a restart.
    private static bool Reloads(JsonElement root) =>
        !(root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("gateway", out var gateway) && gateway.ValueKind == JsonValueKind.Object
            && gateway.TryGetProperty("reload", out var reload) && reload.ValueKind == JsonValueKind.Object
            && reload.TryGetProperty("mode", out var mode) && mode.ValueKind == JsonValueKind.String && mode.ValueEquals("off"));

    private static Dictionary<string, JsonElement> Members(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
}
