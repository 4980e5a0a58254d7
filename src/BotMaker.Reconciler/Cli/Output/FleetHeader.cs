using System.Globalization;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>What concerns the whole fleet, above a table of its bots.</summary>
internal static class FleetHeader
{
    public static void Print(TextWriter output, FleetDocument fleet)
    {
        if (fleet.Freeze is { } freeze)
            output.WriteLine($"FROZEN by {freeze.By} {Span(freeze)}{(freeze.Reason is { } why ? $": {why}" : "")}. Nothing is changed; `botmaker unfreeze` ends that.");
    }

    public static string Span(HoldDocument hold) => hold.Until is { } until
        ? $"until {Time(until)}"
        : $"since {Time(hold.Since)}, without an end";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
