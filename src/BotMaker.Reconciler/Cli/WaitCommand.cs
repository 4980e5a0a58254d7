using System.CommandLine;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>wait [NAME...|--all] --for Ready</c>: for scripts.</summary>
internal static class WaitCommand
{
    public static readonly string[] Examples =
    [
        "botmaker wait --all --timeout 10m                  # exit code 0 when every bot is ready, 1 when time ran out",
        "botmaker wait support-bot --for Held=False",
    ];

    public static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "Bots to wait for; one that does not exist yet is waited for too" };
        NoOption.Validate(names);
        var all = new Option<bool>("--all") { Description = "Every bot that there is" };
        var condition = new Option<string>("--for") { Description = "A condition, with =False or =Unknown for another state than True", HelpName = "CONDITION", DefaultValueFactory = _ => nameof(ConditionType.Ready) };
        condition.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Parse(result.Tokens[0].Value) is null)
                result.AddError($"--for: write one of {string.Join(", ", Enum.GetNames<ConditionType>())}, with =True, =False or =Unknown if you like.");
        });
        var timeout = HoldCommand.SpanOption("--timeout", "How long to wait (default: 5m)");
        timeout.DefaultValueFactory = _ => TimeSpan.FromMinutes(5);
        var socket = SocketOption.Create();
        var command = new Command("wait", "Wait until bots are ready, or have another condition") { names, all, condition, timeout, socket };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(names) is { Length: > 0 })) result.AddError("Name bots, or say --all.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var (type, status) = Parse(parsed.GetValue(condition)!)!.Value;
            return await new BotWait(terminal, client).RunAsync(
                parsed.GetValue(all) ? null : parsed.GetValue(names)!.ToHashSet(StringComparer.Ordinal),
                bot => string.Equals(bot.Status.Find(type)?.Status ?? "False", status, StringComparison.Ordinal),
                parsed.GetValue(timeout)!.Value,
                cancellationToken);
        });
        return command;
    }

    /// <summary>A condition that a bot does not have counts as false.</summary>
    private static (string Type, string Status)? Parse(string text)
    {
        var parts = text.Split('=', 2);
        if (!Enum.TryParse<ConditionType>(parts[0], ignoreCase: true, out var type) || !Enum.IsDefined(type)) return null;
        if (parts.Length == 1) return (type.ToString(), nameof(ConditionStatus.True));
        return Enum.TryParse<ConditionStatus>(parts[1], ignoreCase: true, out var status) && Enum.IsDefined(status) ? (type.ToString(), status.ToString()) : null;
    }
}
