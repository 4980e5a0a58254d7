using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>Which bots have to be looked at after a scan. Where a manifest stands does not matter: a moved file or a new commit changes nothing.</summary>
internal static class IntentComparison
{
    public static IReadOnlyList<BotId> Changed(DesiredSnapshot before, DesiredSnapshot after)
    {
        List<BotId> changed = [];
        foreach (var (id, intent) in after.Bots)
        {
            if (before.ScannedAt is null || !before.Bots.TryGetValue(id, out var old) || !Same(old, intent)) changed.Add(id);
        }

        changed.AddRange(before.Bots.Keys.Where(id => !after.Bots.ContainsKey(id)));
        changed.AddRange(after.Absent.Keys.Where(id => !before.Absent.ContainsKey(id) && !before.Bots.ContainsKey(id)));
        changed.Sort();
        return changed;
    }

    public static bool SameContent(DesiredBot left, DesiredBot right) =>
        left.Spec == right.Spec && left.Labels == right.Labels && left.Annotations == right.Annotations;

    private static bool Same(BotIntent left, BotIntent right) =>
        left.Presence == right.Presence
        && string.Equals(left.HoldMessage, right.HoldMessage, StringComparison.Ordinal)
        && Same(left.Bot, right.Bot)
        && left.Diagnostics.Select(Essence).SequenceEqual(right.Diagnostics.Select(Essence));

    private static bool Same(DesiredBot? left, DesiredBot? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.Generation == right.Generation && SameContent(left, right));

    private static (string Code, string Path, string Message) Essence(Diagnostic found) => (found.Code, found.Path, found.Message);
}
