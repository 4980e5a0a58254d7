using System.CommandLine;
using System.Text.Json;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>freeze</c> and <c>unfreeze</c>: leave the whole fleet as it is, and let go.</summary>
internal static class FreezeCommand
{
    public static readonly string[] Examples =
    [
        "botmaker freeze --reason \"incident 4711\"     # until botmaker unfreeze",
        "botmaker freeze --for 2h",
    ];

    public static Command Create(Terminal terminal)
    {
        var span = HoldCommand.SpanOption("--for", "It ends by itself after so long (default: only by `botmaker unfreeze`)");
        var reason = HoldCommand.ReasonOption();
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("freeze", "Leave the whole fleet exactly as it is: no starts, stops, changes, deletions or clean-up") { span, reason, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var request = new HoldRequestDocument(parsed.GetValue(span)?.TotalSeconds, parsed.GetValue(reason));
            var freeze = await client.PostAsync("freeze", request, DocumentJson.Default.HoldRequestDocument, DocumentJson.Default.HoldDocument, cancellationToken);
            await terminal.Out.WriteLineAsync(parsed.GetValue(output) is "json"
                ? JsonSerializer.Serialize(freeze, DocumentJson.Default.HoldDocument)
                : $"The fleet is frozen {FleetHeader.Span(freeze)}. `botmaker unfreeze` ends that. A bot in the middle of a replacement is brought up first.");
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command CreateUnfreeze(Terminal terminal)
    {
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("unfreeze", "End a freeze") { output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var answer = await client.PostAsync("unfreeze", DocumentJson.Default.ReleaseDocument, cancellationToken);
            var text = answer.Ended is { } ended ? $"The freeze by {ended.By} has ended." : "The fleet was not frozen.";
            await terminal.Out.WriteLineAsync(parsed.GetValue(output) is "json" ? JsonSerializer.Serialize(answer, DocumentJson.Default.ReleaseDocument) : text);
            return ExitCode.Ok;
        });
        return command;
    }
}
