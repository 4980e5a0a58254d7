using System.Globalization;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Times and durations as the engine writes them.</summary>
internal static class EngineTime
{
    public const string Never = "0001-01-01T00:00:00Z";

    public static string Rfc3339(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? Never;

    public static TimeSpan FromNanoseconds(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>The engine's rough words: <c>2 seconds</c>, <c>About a minute</c>.</summary>
    public static string Words(TimeSpan duration)
    {
        int seconds = (int)duration.TotalSeconds;
        int minutes = (int)duration.TotalMinutes;
        int hours = (int)Math.Round(duration.TotalHours);
        return seconds < 1 ? "Less than a second"
            : seconds == 1 ? "1 second"
            : seconds < 60 ? Format(seconds, "seconds")
            : minutes == 1 ? "About a minute"
            : minutes < 60 ? Format(minutes, "minutes")
            : hours == 1 ? "About an hour"
            : hours < 48 ? Format(hours, "hours")
            : hours < 24 * 7 * 2 ? Format(hours / 24, "days")
            : hours < 24 * 30 * 2 ? Format(hours / 24 / 7, "weeks")
            : hours < 24 * 365 * 2 ? Format(hours / 24 / 30, "months")
            : Format(hours / 24 / 365, "years");
    }

    private static string Format(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");
}
