using System.CommandLine;
using System.Text.Json;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>restart NAME...</c>: stop and start a bot's container, as its manifest is.</summary>
internal static class RestartCommand
{
    public static readonly string[] Examples = ["botmaker restart support-bot --wait 5m     # and return when the new run is ready"];

    public static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.OneOrMore, Description = "Bots to restart" };
        NoOption.Validate(names);
        var wait = HoldCommand.SpanOption("--wait", "Wait so long for the new run to be ready");
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("restart", "Stop bots and start them again, in the same containers") { names, wait, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            Dictionary<string, DateTimeOffset> requested = new(StringComparer.Ordinal);
            foreach (var name in parsed.GetValue(names)!.Distinct(StringComparer.Ordinal))
            {
                var answer = await client.PostAsync($"bots/{Uri.EscapeDataString(name)}/restart", DocumentJson.Default.RequestDocument, cancellationToken);
                requested[name] = answer.RequestedAt;
                await terminal.Out.WriteLineAsync(parsed.GetValue(output) is "json" ? JsonSerializer.Serialize(answer, DocumentJson.Default.RequestDocument) : $"{name} is being restarted.");
            }

            if (parsed.GetValue(wait) is not { } patience) return ExitCode.Ok;
            return await new BotWait(terminal, client).RunAsync(
                requested.Keys.ToHashSet(StringComparer.Ordinal),
                bot => bot.Status.StartedAt >= requested[bot.Metadata.Name] && bot.Status.Find("Ready")?.Status is "True",
                patience,
                cancellationToken);
        });
        return command;
    }
}
