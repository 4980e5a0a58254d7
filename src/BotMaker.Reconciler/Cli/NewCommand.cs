using System.CommandLine;
using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Hosting;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>new NAME</c>: a commented manifest to start from.</summary>
internal static class NewCommand
{
    public static readonly string[] Examples =
    [
        "botmaker new support-bot > /etc/botmaker/manifests/support-bot.yaml",
        "botmaker new support-bot --channel slack",
    ];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The bot's name: a-z, 0-9 and '-'" };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !BotId.TryParse(text, out _))
                result.AddError($"'{text}' cannot be a bot's name: 1 to 40 of a-z, 0-9 and '-', beginning with a letter and not ending with '-'.");
        });
        var channel = new Option<string>("--channel") { Description = $"The channel to begin with: {string.Join(", ", ChannelCatalog.Names)}", HelpName = "CHANNEL", DefaultValueFactory = _ => "telegram" };
        channel.AcceptOnlyFromAmong([.. ChannelCatalog.Names]);
        var command = new Command("new", "Print a commented manifest to start from; it is valid as it stands") { name, channel };
        command.SetAction(async (parsed, _) =>
        {
            ChannelCatalog.TryGet(parsed.GetValue(channel)!, out var definition);
            await terminal.Out.WriteAsync(StarterManifest.Write(parsed.GetValue(name)!, definition!));
            return ExitCode.Ok;
        });
        return command;
    }
}
