namespace BotMaker.DockerEngine.InMemory;

/// <summary>The engine's label filter: <c>key</c> or <c>key=value</c>.</summary>
internal static class LabelFilter
{
    public static bool Matches(string filter, IReadOnlyDictionary<string, string>? labels)
    {
        if (labels is null) return false;
        int equals = filter.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? labels.ContainsKey(filter)
            : labels.TryGetValue(filter[..equals], out string? value) && filter.AsSpan(equals + 1).SequenceEqual(value);
    }

    public static bool MatchesAll(IReadOnlyList<string> filters, IReadOnlyDictionary<string, string>? labels)
    {
        foreach (string filter in filters)
        {
            if (!Matches(filter, labels)) return false;
        }

        return true;
    }
}
