using System.Globalization;
using System.Text.Json;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>Writes a bot's output as it came: its standard error, and what is not the bot's, go to standard error.</summary>
internal sealed class LogPrinter(Terminal terminal, bool isJson)
{
    public void Print(LogEventDocument document)
    {
        if (isJson)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(document, DocumentJson.Default.LogEventDocument));
            return;
        }

        var time = document.Time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ ", CultureInfo.InvariantCulture);
        switch (document.Type)
        {
            case "line":
                var line = $"{time}{Shown(document.Text!)}{(document.Cut ? " [cut: the line is longer than 64 KiB]" : "")}";
                (document.Stream is "stderr" ? terminal.Error : terminal.Out).WriteLine(line);
                break;
            case "dropped":
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--- {document.Dropped} lines were lost here: they came faster than they were read ---"));
                break;
            default:
                terminal.Error.WriteLine($"--- {time}{document.Text} ---");
                break;
        }
    }

    private string Shown(string text) => terminal.IsInteractive ? TerminalText.Harmless(text, terminal.HasColour) : text;
}
