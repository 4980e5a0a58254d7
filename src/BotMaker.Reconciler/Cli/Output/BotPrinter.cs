using System.Globalization;
using System.Text.Json;
using BotMaker.Reconciler.Reporting.Documents;
using Spectre.Console;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>Bots as a table, or in a form for programs.</summary>
internal sealed class BotPrinter(Terminal terminal, string format)
{
    private static readonly string[] Columns = ["NAME", "PHASE", "READY", "RESTARTS", "SINCE", "MESSAGE"];
    private static readonly string[] WideColumns = ["NAME", "PHASE", "READY", "RESTARTS", "SINCE", "IMAGE", "CONTAINER", "GENERATION", "MESSAGE"];

    private int[] _widths = [];

    private bool IsWide => format is "wide";

    public void PrintList(IReadOnlyList<BotDocument> bots)
    {
        switch (format)
        {
            case "json":
                terminal.Out.WriteLine(JsonSerializer.Serialize(new BotListDocument(bots), DocumentJson.ForPeople.BotListDocument));
                break;
            case "yaml":
                terminal.Out.Write(YamlText.From(JsonSerializer.SerializeToNode(new BotListDocument(bots), DocumentJson.Default.BotListDocument)));
                break;
            case "name":
                foreach (var bot in bots) terminal.Out.WriteLine(bot.Metadata.Name);
                break;
            default:
                PrintTable(bots);
                break;
        }
    }

    /// <summary>One line, or one document, for a bot that changed or went.</summary>
    public void PrintChange(BotChange change)
    {
        switch (format)
        {
            case "json":
                if (change.Bot is not null) terminal.Out.WriteLine(JsonSerializer.Serialize(change.Bot, DocumentJson.Default.BotDocument));
                break;
            case "yaml":
                if (change.Bot is not null) terminal.Out.Write($"---\n{YamlText.From(JsonSerializer.SerializeToNode(change.Bot, DocumentJson.Default.BotDocument))}");
                break;
            case "name":
                terminal.Out.WriteLine(change.Name);
                break;
            default:
                PrintRow(change.Bot is { } bot ? Cells(bot) : [change.Name, "Gone", .. Enumerable.Repeat("", (IsWide ? WideColumns : Columns).Length - 2)]);
                break;
        }

        terminal.Out.Flush();
    }

    private void PrintTable(IReadOnlyList<BotDocument> bots)
    {
        if (bots.Count == 0) return;
        string[][] rows = [IsWide ? WideColumns : Columns, .. bots.Select(Cells)];
        _widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (var row in rows) PrintRow(row);
        terminal.Out.Flush();
    }

    /// <summary>Columns keep the width of the first table, so that the lines of a watch stand below each other.</summary>
    private void PrintRow(string[] cells)
    {
        if (_widths.Length == 0) _widths = [.. (IsWide ? WideColumns : Columns).Select(name => name.Length)];
        for (var i = 0; i < cells.Length - 1; i++)
        {
            var padded = cells[i].PadRight(_widths[i]);
            if (i == 1 && terminal.HasColour) terminal.Tables().Markup($"[{Colour(cells[i])}]{Markup.Escape(padded)}[/]");
            else terminal.Out.Write(padded);
            terminal.Out.Write("  ");
        }

        terminal.Out.WriteLine(cells[^1]);
    }

    private string[] Cells(BotDocument bot)
    {
        var ready = bot.Status.Find("Ready");
        var since = ready?.LastTransitionTime.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
        var restarts = bot.Status.Restarts.ToString(CultureInfo.InvariantCulture);
        var message = Notable(bot.Status) is { } told ? $"{told.Reason}: {told.Message.ReplaceLineEndings(" ")}" : "";
        string[] cells = [bot.Metadata.Name, bot.Status.Phase, ready?.Status ?? "Unknown", restarts, since];
        return IsWide
            ? [.. cells, bot.Status.Image ?? "", ShortId(bot.Status.ContainerId), bot.Metadata.Generation.ToString(CultureInfo.InvariantCulture), message]
            : [.. cells, Cut(message)];
    }

    /// <summary>Why it is not ready; of a bot that is, what a person should know all the same.</summary>
    private static ConditionDocument? Notable(BotStatusDocument status)
    {
        if (status.Find("Ready") is { Status: not "True" } notReady) return notReady;
        if (status.Find("Valid") is { Status: "False" } invalid) return invalid;
        return status.Conditions.FirstOrDefault(condition => condition is { Status: "True", Type: "Held" or "Conflict" or "PendingDeletion" or "Drifted" or "RolledBack" });
    }

    private static string ShortId(string? id) => id is { Length: > 12 } ? id[..12] : id ?? "";

    /// <summary>A table is to be scanned; describe has the whole message.</summary>
    private static string Cut(string text) => text.Length <= 100 ? text : $"{text[..99]}…";

    private static string Colour(string phase) => phase switch
    {
        "Running" => "green",
        "Stalled" or "CrashLoop" or "Degraded" => "red",
        "Stopped" or "Suspended" or "Gone" => "grey",
        _ => "yellow",
    };
}
