using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>The finding for a key that the schema does not have.</summary>
internal static class UnknownKey
{
    public static void Report(Binding binding, MapEntry entry, FieldPath parent, IReadOnlyCollection<string> known)
    {
        string advice = Nearest.To(entry.Key, known) is { } near
            ? $"Did you mean '{near}'?"
            : $"Known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
        binding.Report(SchemaCodes.UnknownKey, entry.KeyMark, parent[entry.Key], $"Unknown key '{Shorten(entry.Key)}'. {advice}");
    }

    private static string Shorten(string key) => key.Length <= 60 ? key : $"{key[..60]}…";
}
