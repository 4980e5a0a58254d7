using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary>Watches bots until each is as wanted at the same time, or patience ends.</summary>
internal sealed class BotWait(Terminal terminal, DaemonClient client)
{
    /// <param name="names">Null: all that there are.</param>
    /// <param name="isSo">Asked of each.</param>
    /// <param name="patience">How long.</param>
    /// <param name="cancellationToken">Ends it before.</param>
    /// <returns>The exit code: 0, or 1 when time ran out; then those that are not so are named on the error stream.</returns>
    public async Task<int> RunAsync(IReadOnlySet<string>? names, Func<BotDocument, bool> isSo, TimeSpan patience, CancellationToken cancellationToken)
    {
        Dictionary<string, BotDocument?> latest = new(StringComparer.Ordinal);
        foreach (var name in names ?? new HashSet<string>(StringComparer.Ordinal)) latest[name] = null;
        using var over = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            var listed = false;
            await foreach (var change in client.WatchAsync(either.Token))
            {
                if (ReferenceEquals(change, BotChange.Listed)) listed = true;
                else if (names?.Contains(change.Name) is true || (names is null && change.Bot is not null)) latest[change.Name] = change.Bot;
                else if (names is null) latest.Remove(change.Name);
                if (listed && latest.Values.All(bot => bot is not null && isSo(bot))) return ExitCode.Ok;
            }

            throw new CommandFailedException("The daemon ended the stream: it is stopping or was restarted. Run the command again when it is back.", ExitCode.No);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            foreach (var (name, bot) in latest.Where(pair => pair.Value is null || !isSo(pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
                await terminal.Error.WriteLineAsync($"botmaker: {name}: {(bot?.Status.Find("Ready") is { } ready ? $"{ready.Reason}: {ready.Message}" : "there is no such bot")}");
            return ExitCode.No;
        }
    }
}
