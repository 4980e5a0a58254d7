using System.CommandLine;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>token NAME</c>: the generated gateway token of a bot, which no other command and no file outside the daemon's own shows.</summary>
internal static class TokenCommand
{
    public static readonly string[] Examples =
    [
        "botmaker token support-bot                    # prints it to the terminal; the daemon's log says who asked",
        "botmaker token support-bot --force | xclip    # anywhere else",
    ];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The bot" };
        var force = new Option<bool>("--force") { Description = "Print it although the output is no terminal" };
        var socket = SocketOption.Create();
        var command = new Command("token", "Print the gateway token that was generated for a bot") { name, force, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Asked before the daemon is: what nobody sees is not handed out.
            if (!terminal.IsInteractive && !parsed.GetValue(force))
                throw new CommandFailedException("The output is no terminal, where a secret may stay: in a file, a log, the history of a build. Say --force if it may.", ExitCode.Usage);
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var answer = await client.PostAsync($"bots/{Uri.EscapeDataString(parsed.GetValue(name)!)}/token", DocumentJson.Default.TokenDocument, cancellationToken);
            await terminal.Out.WriteLineAsync(answer.Token);
            return ExitCode.Ok;
        });
        return command;
    }
}
