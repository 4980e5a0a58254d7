using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>explain NAME</c>: the last decision, why, and what happens next and when.</summary>
internal static class ExplainCommand
{
    public static readonly string[] Examples = ["botmaker explain support-bot             # why it is as it is, and what happens next"];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The bot" };
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("explain", "Say what was decided last for a bot, why, and what happens next and when") { name, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var explained = await client.ExplainAsync(parsed.GetValue(name)!, cancellationToken);
            if (parsed.GetValue(output) is "json") await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(explained, DocumentJson.ForPeople.ExplainDocument));
            else Print(terminal.Out, explained);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(TextWriter output, ExplainDocument bot)
    {
        output.WriteLine($"{bot.Name} is {bot.Phase}. {(bot.Ready is { } ready ? $"{(ready.Status is "True" ? "Ready" : "Not ready")} since {Time(ready.LastTransitionTime)} ({ready.Reason}): {ready.Message}" : "")}");
        foreach (var condition in bot.Because) output.WriteLine($"  {condition.Type} is {condition.Status} ({condition.Reason}): {condition.Message}");
        output.WriteLine(bot.DecidedAt is { } decided ? $"Last decision, {Time(decided)}:" : "Nothing had to be decided since the daemon started.");
        foreach (var step in bot.Decided) output.WriteLine($"  {step}");
        output.WriteLine(bot.Next.Count > 0 ? "To be done:" : "Nothing is to be done.");
        foreach (var step in bot.Next) output.WriteLine($"  {step}");
        output.WriteLine($"Looked at last {(bot.LookedAt is { } at ? Time(at) : "before this run of the daemon")}; next "
            + (bot.NextAt is { } next ? $"{Time(next)}, or at the next change of its manifest, its secrets or its container." : "at the next change of its manifest, its secrets or its container."));
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
