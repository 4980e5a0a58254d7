using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Logs;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>logs NAME</c>: what a bot says, over restarts and replacements of its container.</summary>
internal static class LogsCommand
{
    public static readonly string[] Examples =
    [
        "botmaker logs support-bot                       # the last 200 lines",
        "botmaker logs support-bot -f --tail 20          # and what comes, over restarts and new containers",
        "botmaker logs support-bot --since 10m --timestamps",
        "botmaker logs support-bot --tail all 2>/dev/null | grep -i error",
    ];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The bot" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what comes, until Ctrl-C" };
        var tail = TailOption();
        var since = SinceOption(TimeProvider.System);
        var timestamps = new Option<bool>("--timestamps", "-t") { Description = "Begin each line with its time" };
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("logs", "Show what a bot says; its standard error goes to standard error") { name, follow, tail, since, timestamps, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var isJson = parsed.GetValue(output) is "json";
            var query = new List<string>();
            if (parsed.GetValue(follow)) query.Add("follow=true");
            if (isJson || parsed.GetValue(timestamps)) query.Add("timestamps=true");
            if (parsed.GetValue(tail) is { } lines) query.Add($"tail={lines}");
            if (parsed.GetValue(since) is { } from) query.Add($"since={Uri.EscapeDataString(from.ToString("O", CultureInfo.InvariantCulture))}");
            var printer = new LogPrinter(terminal, isJson);
            var path = $"bots/{Uri.EscapeDataString(parsed.GetValue(name)!)}/logs?{string.Join('&', query)}";
            await foreach (var item in client.EventsAsync(path, cancellationToken))
            {
                var document = JsonSerializer.Deserialize(item.Data, DocumentJson.Default.LogEventDocument)!;
                if (document.Type is "end") return ExitCode.Ok;
                printer.Print(document);
            }

            throw new CommandFailedException("The daemon ended the stream: it is stopping or was restarted. Run the command again when it is back.", ExitCode.No);
        });
        return command;
    }

    /// <summary>Null: the daemon's own default.</summary>
    private static Option<string?> TailOption()
    {
        var option = new Option<string?>("--tail", "-n")
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"Last lines of what was before, or all (default: {LogLimits.DefaultTail}; with --since: all)"),
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not "all" and var text }] && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError($"--tail: '{text}' is not a whole number from 0 on, nor all.");
        });
        return option;
    }

    private static Option<DateTimeOffset?> SinceOption(TimeProvider time) => new("--since")
    {
        Description = "Nothing older: a time such as 2026-01-31T12:00:00Z, or how long ago, such as 10m",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Manifests.Schema.DurationType.Parse(text) is { } ago) return time.GetUtcNow() - ago;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var at)) return at;
            result.AddError($"--since: '{text}' is neither a time such as 2026-01-31T12:00:00Z nor a span such as 10m.");
            return null;
        },
    };
}
