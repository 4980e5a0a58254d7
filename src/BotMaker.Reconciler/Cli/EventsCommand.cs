using System.CommandLine;
using System.Text.Json;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>events [NAME]</c>: what was decided, done and seen lately.</summary>
internal static class EventsCommand
{
    public static readonly string[] Examples =
    [
        "botmaker events                       # of all bots, oldest first",
        "botmaker events support-bot -f        # of one, and what comes",
        "botmaker events -o json | jq -r 'select(.type == \"Warning\") | .bot' | sort | uniq -c",
    ];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "The bot (default: all)" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what comes, until Ctrl-C" };
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("events", "Show what was decided, done and seen lately; kept in memory since the daemon's start") { name, follow, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var isJson = parsed.GetValue(output) is "json";
            var path = parsed.GetValue(name) is { } bot ? $"bots/{Uri.EscapeDataString(bot)}/events" : "events";
            if (!parsed.GetValue(follow))
            {
                foreach (var happened in await client.EventListAsync(path, cancellationToken)) Print(terminal, happened, isJson);
                return ExitCode.Ok;
            }

            await foreach (var item in client.EventsAsync($"{path}?watch=true", cancellationToken))
                Print(terminal, JsonSerializer.Deserialize(item.Data, DocumentJson.Default.BotEventDocument)!, isJson);
            throw new CommandFailedException("The daemon ended the stream: it is stopping or was restarted. Run the command again when it is back.", ExitCode.No);
        });
        return command;
    }

    private static void Print(Terminal terminal, BotEventDocument happened, bool isJson)
    {
        terminal.Out.WriteLine(isJson ? JsonSerializer.Serialize(happened, DocumentJson.Default.BotEventDocument) : EventText.Line(happened, withBot: true));
        terminal.Out.Flush();
    }
}
