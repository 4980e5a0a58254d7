using System.Globalization;

namespace BotMaker.Reconciler.Observation;

/// <summary>RFC 3339 times with up to nine digits of fraction, as the engine writes them. The year 1 is never.</summary>
internal static class EngineTimestamp
{
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return DateTimeOffset.TryParse(Shorten(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year > 1
            ? time
            : null;
    }

    /// <summary>Ticks are seven digits; the rest is cut off, not rounded, so that an order stays an order.</summary>
    private static string Shorten(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0) return text;
        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - point - 1 <= 7 ? text : string.Concat(text.AsSpan(0, point + 8), text.AsSpan(end));
    }
}
