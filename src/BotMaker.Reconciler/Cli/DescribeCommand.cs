using System.CommandLine;
using System.Text.Json;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>describe NAME</c>: everything about one bot, for people.</summary>
internal static class DescribeCommand
{
    public static readonly string[] Examples = ["botmaker describe support-bot            # conditions with reasons, what is left to do, revisions"];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The bot" };
        var output = OutputOption.Create("text", "json", "yaml");
        var socket = SocketOption.Create();
        var command = new Command("describe", "Show one bot: source, conditions, what is left to do, revisions") { name, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var wanted = parsed.GetValue(name)!;
            var bot = await client.FindAsync(wanted, cancellationToken)
                ?? throw new CommandFailedException($"There is no bot '{wanted}'. `botmaker get` lists those that are known.", ExitCode.UnknownName);
            switch (parsed.GetValue(output))
            {
                case "json":
                    await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(bot, DocumentJson.ForPeople.BotDocument));
                    break;
                case "yaml":
                    await terminal.Out.WriteAsync(YamlText.From(JsonSerializer.SerializeToNode(bot, DocumentJson.Default.BotDocument)));
                    break;
                default:
                    BotDescription.Print(terminal.Out, bot);
                    break;
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
