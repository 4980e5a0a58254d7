using System.CommandLine;
using System.Text.Json;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>reconcile [NAME...]</c>: scan the manifests and look at the bots now.</summary>
internal static class ReconcileCommand
{
    public static readonly string[] Examples =
    [
        "botmaker reconcile                  # scan the manifests, compare every bot with the engine",
        "botmaker reconcile support-bot      # and try now whatever waits for its next try",
    ];

    public static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "Bots to try now (default: scan, and look at all)" };
        NoOption.Validate(names);
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("reconcile", "Scan the manifests and look at bots now, without waiting for the next round") { names, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var isJson = parsed.GetValue(output) is "json";
            var wanted = parsed.GetValue(names) ?? [];
            foreach (var name in wanted)
            {
                var answer = await client.PostAsync($"bots/{Uri.EscapeDataString(name)}/reconcile", DocumentJson.Default.RequestDocument, cancellationToken);
                await terminal.Out.WriteLineAsync(isJson ? JsonSerializer.Serialize(answer, DocumentJson.Default.RequestDocument) : $"{name} is looked at now. `botmaker explain {name}` says what came of it.");
            }

            if (wanted.Length > 0) return ExitCode.Ok;
            var scan = await client.PostAsync("reconcile", DocumentJson.Default.ReconcileDocument, cancellationToken);
            if (isJson) await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(scan, DocumentJson.Default.ReconcileDocument));
            else await terminal.Out.WriteLineAsync($"{scan.Bots} bots; changed since the last scan: {(scan.Changed.Count == 0 ? "none" : string.Join(", ", scan.Changed))}.");
            if (scan.SourceAvailable) return ExitCode.Ok;
            await terminal.Error.WriteLineAsync($"botmaker: {scan.Message}");
            return ExitCode.No;
        });
        return command;
    }
}
