using System.CommandLine;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>get [NAME...]</c>: a table of bots.</summary>
internal static class GetCommand
{
    public static readonly string[] Examples =
    [
        "botmaker get                         # all bots",
        "botmaker get support-bot -o yaml     # one bot, everything",
        "botmaker get -o json | jq -r '.items[] | select(.status.phase != \"Running\") | .metadata.name'",
        "botmaker get --watch                 # and then every change",
    ];

    public static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "Bots to show (default: all)" };
        NoOption.Validate(names);
        var output = OutputOption.Create("table", "wide", "json", "yaml", "name");
        var watch = new Option<bool>("--watch", "-w") { Description = "Go on and show every change" };
        var socket = SocketOption.Create();
        var command = new Command("get", "Show a table of bots") { names, output, watch, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var printer = new BotPrinter(terminal, parsed.GetValue(output)!);
            var wanted = parsed.GetValue(names) ?? [];
            if (parsed.GetValue(output) is "table" or "wide") FleetHeader.Print(terminal.Out, await client.FleetAsync(cancellationToken), TimeProvider.System.GetUtcNow());
            return parsed.GetValue(watch)
                ? await WatchAsync(client, printer, wanted, cancellationToken)
                : await ListAsync(client, printer, terminal, wanted, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ListAsync(DaemonClient client, BotPrinter printer, Terminal terminal, string[] names, CancellationToken cancellationToken)
    {
        var all = (await client.ListAsync(cancellationToken)).Items;
        List<BotDocument> found = names.Length == 0 ? [.. all] : [.. all.Where(bot => names.Contains(bot.Metadata.Name, StringComparer.Ordinal))];
        printer.PrintList(found);
        if (all.Count == 0) await terminal.Error.WriteLineAsync("There are no bots. A manifest in the manifests directory makes one.");
        var unknown = names.Where(name => !found.Exists(bot => string.Equals(bot.Metadata.Name, name, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in unknown) await terminal.Error.WriteLineAsync($"botmaker: there is no bot '{name}'. `botmaker get` lists those that are known.");
        return unknown.Count == 0 ? ExitCode.Ok : ExitCode.UnknownName;
    }

    private static async Task<int> WatchAsync(DaemonClient client, BotPrinter printer, string[] names, CancellationToken cancellationToken)
    {
        List<BotDocument> first = [];
        var listed = false;
        await foreach (var change in client.WatchAsync(cancellationToken))
        {
            if (ReferenceEquals(change, BotChange.Listed))
            {
                printer.PrintList(first);
                listed = true;
            }
            else if (names.Length > 0 && !names.Contains(change.Name, StringComparer.Ordinal))
            {
                continue;
            }
            else if (!listed)
            {
                first.Add(change.Bot!);
            }
            else
            {
                printer.PrintChange(change);
            }
        }

        throw new CommandFailedException("The daemon ended the stream: it is stopping or was restarted. Run the command again when it is back.", ExitCode.No);
    }
}
