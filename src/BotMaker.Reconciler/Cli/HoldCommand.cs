using System.CommandLine;
using System.Text.Json;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>hold NAME...</c> and <c>release NAME...</c>: leave single bots as they are for a while, and let go before.</summary>
internal static class HoldCommand
{
    public static readonly string[] Examples =
    [
        "botmaker hold support-bot --for 30m --reason \"debugging its plugin\"",
        "botmaker release support-bot        # before the half hour is over",
    ];

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static Command Create(Terminal terminal)
    {
        var names = Names("Bots to hold");
        var span = SpanOption("--for", "How long, for example 30m or 8h; the hold ends by itself then");
        span.DefaultValueFactory = _ => TimeSpan.FromHours(1);
        var reason = ReasonOption();
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("hold", "Leave bots exactly as they are for a while: nothing of them is started, stopped, changed or deleted") { names, span, reason, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var request = new HoldRequestDocument(parsed.GetValue(span)!.Value.TotalSeconds, parsed.GetValue(reason));
            foreach (var name in parsed.GetValue(names)!)
            {
                var hold = await client.PostAsync($"bots/{Uri.EscapeDataString(name)}/hold", request, DocumentJson.Default.HoldRequestDocument, DocumentJson.Default.HoldDocument, cancellationToken);
                await terminal.Out.WriteLineAsync(parsed.GetValue(output) is "json" ? JsonSerializer.Serialize(hold, DocumentJson.Default.HoldDocument) : $"{name} is held {FleetHeader.Span(hold)}. `botmaker release {name}` ends that.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    public static Command CreateRelease(Terminal terminal)
    {
        var names = Names("Bots to release");
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("release", "End the hold of bots, and try now whatever waits") { names, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            foreach (var name in parsed.GetValue(names)!)
            {
                var answer = await client.PostAsync($"bots/{Uri.EscapeDataString(name)}/release", DocumentJson.Default.ReleaseDocument, cancellationToken);
                var text = answer.Ended is { } ended ? $"{name} is released; {ended.By} had held it." : $"{name} was not held; it is looked at now.";
                await terminal.Out.WriteLineAsync(parsed.GetValue(output) is "json" ? JsonSerializer.Serialize(answer, DocumentJson.Default.ReleaseDocument) : text);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    public static Option<string?> ReasonOption() => new("--reason") { Description = "Why, for those who see it", HelpName = "TEXT" };

    public static Option<TimeSpan?> SpanOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result =>
        {
            try
            {
                return SettingForms.Duration(result.Tokens[0].Value, TimeSpan.FromSeconds(1), Longest);
            }
            catch (FormatException wrong)
            {
                result.AddError($"{name}: {wrong.Message}");
                return null;
            }
        },
    };

    private static Argument<string[]> Names(string description)
    {
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.OneOrMore, Description = description };
        NoOption.Validate(names);
        return names;
    }
}
