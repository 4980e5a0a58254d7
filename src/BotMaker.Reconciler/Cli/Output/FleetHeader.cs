using System.Globalization;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>What concerns the whole fleet, above a table of its bots.</summary>
internal static class FleetHeader
{
    public static void Print(TextWriter output, FleetDocument fleet, DateTimeOffset now)
    {
        if (fleet.Freeze is { } freeze)
            output.WriteLine($"FROZEN by {freeze.By} {Span(freeze)}{(freeze.Reason is { } why ? $": {why}" : "")}. Nothing is changed; `botmaker unfreeze` ends that.");
        if (fleet.DeletionsBlocked is { } cause)
            output.WriteLine($"DELETIONS BLOCKED: {cause}");
        if (fleet.Starts is { Total: > 1 } starts) output.WriteLine(Starts(starts, now));
    }

    /// <summary><c>12 of 100 starting, 52 waiting for their turn, done in about 4 min</c>.</summary>
    public static string Starts(StartsDocument starts, DateTimeOffset now)
    {
        var waiting = starts.Waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $", {starts.Waiting} waiting for their turn") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{starts.Starting} of {starts.Total} starting{waiting}{(starts.DoneAt is { } at ? $", done in about {About(at - now)}" : "")}");
    }

    public static string Span(HoldDocument hold) => hold.Until is { } until
        ? $"until {Time(until)}"
        : $"since {Time(hold.Since)}, without an end";

    private static string About(TimeSpan left) => left.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(left.TotalSeconds)):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(left.TotalMinutes):0} min");

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
