using System.CommandLine;
using System.Text.Json;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>ui</c>: a one-time address of the status page.</summary>
internal static class UiCommand
{
    public static readonly string[] Examples =
    [
        "botmaker ui     # open what it prints within two minutes; from another machine through ssh -L 9464:127.0.0.1:9464 HOST",
    ];

    public static Command Create(Terminal terminal)
    {
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("ui", "Print an address that opens the status page in one browser, once") { output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var ui = await client.PostAsync("ui", DocumentJson.Default.UiDocument, cancellationToken);
            await terminal.Out.WriteLineAsync(parsed.GetValue(output) is "json" ? JsonSerializer.Serialize(ui, DocumentJson.Default.UiDocument) : ui.Url);
            return ExitCode.Ok;
        });
        return command;
    }
}
