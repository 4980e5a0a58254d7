using System.CommandLine;
using System.CommandLine.Completions;

namespace BotMaker.Reconciler.Cli;

/// <summary>Names of bots for a shell that completes; none where the daemon does not answer at once.</summary>
internal static class BotNames
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Gives every argument <c>NAME</c> of the commands that ask the daemon its completions. Only where a shell asks: help shows completions too, and must not wait.</summary>
    public static void CompleteIn(RootCommand root, IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (arguments is not [{ } first, ..] || !first.StartsWith("[suggest", StringComparison.Ordinal)) return;
        foreach (var command in root.Subcommands)
        {
            if (command.Options.OfType<Option<string?>>().FirstOrDefault(option => option.Name is "--socket") is not { } socket) continue;
            foreach (var argument in command.Arguments)
            {
                if (argument.Name is "NAME") argument.CompletionSources.Add(context => Complete(context, socket, terminal));
            }
        }
    }

    private static IEnumerable<CompletionItem> Complete(CompletionContext context, Option<string?> socket, Terminal terminal)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            using var client = new DaemonClient(SocketOption.Resolve(context.ParseResult, socket, terminal));
            // The library's completions are synchronous.
            var bots = Task.Run(() => client.ListAsync(patience.Token), patience.Token).GetAwaiter().GetResult();
            return [.. bots.Items.Select(bot => new CompletionItem(bot.Metadata.Name))];
        }
        catch (Exception failure) when (failure is CommandFailedException or OperationCanceledException)
        {
            return [];
        }
    }
}
