using System.Globalization;
using System.Text.Json;
using BotMaker.DockerEngine.Json;

namespace BotMaker.DockerEngine.Transport;

/// <summary>The query part of an address, escaped.</summary>
internal readonly record struct QueryText(string Text)
{
    public static QueryText Empty { get; } = new("");

    public QueryText Add(string key, string? value) => value is null
        ? this
        : new($"{Text}{(Text.Length == 0 ? '?' : '&')}{key}={Uri.EscapeDataString(value)}");

    public QueryText Add(string key, long? value) => Add(key, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Left out when false, which is what every flag of the API defaults to.</summary>
    public QueryText Flag(string key, bool value) => value ? Add(key, "1") : this;

    /// <summary>The engine reads seconds and a fraction of exactly nine digits; anything shorter would be read as fewer nanoseconds.</summary>
    public QueryText AddTime(string key, long? nanoseconds) => nanoseconds is not { } value
        ? this
        : Add(key, string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000_000}.{value % 1_000_000_000:D9}"));

    /// <summary>A JSON map of arrays. Keys without values are left out: an empty array would match nothing on some engines.</summary>
    public QueryText AddFilters(params ReadOnlySpan<(string Key, IReadOnlyList<string> Values)> filters)
    {
        var map = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, values) in filters)
        {
            if (values.Count > 0)
                map[key] = values;
        }

        return map.Count == 0 ? this : Add("filters", JsonSerializer.Serialize(map, EngineRequestJson.Default.DictionaryStringIReadOnlyListString));
    }

    public override string ToString() => Text;
}
