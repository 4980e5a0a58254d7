using System.Globalization;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>A bot as text: what it is, how it is and why, what happens next, and what was.</summary>
internal static class BotDescription
{
    private const int ShownEvents = 15;

    public static void Print(TextWriter output, BotDocument bot)
    {
        var status = bot.Status;
        Field(output, "Name", bot.Metadata.Name);
        Field(output, "Phase", status.Phase);
        Field(output, "Manifest", $"{bot.Metadata.Source ?? "none"}{(bot.Metadata.Commit is { } commit ? $" at {commit}" : "")}");
        Field(output, "Generation", string.Create(CultureInfo.InvariantCulture, $"{bot.Metadata.Generation} (status is about {status.ObservedGeneration})"));
        Field(output, "Image", status.Image);
        Field(output, "Image id", status.ImageId);
        Field(output, "Container", status.ContainerName is null ? null : $"{status.ContainerName} ({status.ContainerId})");
        Field(output, "Spec hash", status.SpecHash);
        Field(output, "Restarts", status.Restarts.ToString(CultureInfo.InvariantCulture));
        Field(output, "Started", Time(status.StartedAt));
        Field(output, "Converged", Time(status.LastSuccessAt));
        Field(output, "Intent", bot.Detail is { } detail ? $"{detail.Presence}{(detail.HoldMessage is { } why ? $": {why}" : "")}" : null);

        output.WriteLine("Conditions:");
        foreach (var condition in status.Conditions)
        {
            output.WriteLine($"  {condition.Type,-16} {condition.Status,-8} {condition.Reason,-24} since {Time(condition.LastTransitionTime)}");
            foreach (var line in condition.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries)) output.WriteLine($"      {line.TrimEnd()}");
        }

        if (bot.Detail is not null) PrintDetail(output, bot.Detail);
    }

    private static void PrintDetail(TextWriter output, BotDetailDocument detail)
    {
        if (detail.Diagnostics.Count > 0)
        {
            output.WriteLine("Manifest:");
            foreach (var diagnostic in detail.Diagnostics) output.WriteLine($"  {diagnostic}");
        }

        if (detail.Blocked is { } blocked) output.WriteLine($"Held back:\n  {blocked}");
        if (detail.Plan is { } plan)
        {
            output.WriteLine("Left to do:");
            PlanText.PrintChange(output, plan, "  ");
        }

        if (detail.Revisions.Count > 0) output.WriteLine("Revisions:");
        foreach (var revision in detail.Revisions)
        {
            var message = revision.Message is { Length: > 0 } text ? $"  {text}" : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {revision.Attempt,4}  {Time(revision.At)}  {revision.Class,-9} {revision.Outcome,-10} {revision.Image}{message}"));
        }

        if (detail.Events.Count > 0) output.WriteLine("Events:");
        foreach (var happened in detail.Events.TakeLast(ShownEvents)) output.WriteLine($"  {EventText.Line(happened, withBot: false)}");
    }

    private static void Field(TextWriter output, string name, string? value)
    {
        if (value is not null) output.WriteLine($"{name + ":",-12} {value}");
    }

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
