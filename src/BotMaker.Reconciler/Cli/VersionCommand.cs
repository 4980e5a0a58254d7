using System.CommandLine;
using System.Text.Json;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>version</c>: this program's, and the daemon's where one runs.</summary>
internal static class VersionCommand
{
    public static Command Create(Terminal terminal)
    {
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("version", "Show the version of this program and of the running daemon") { output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (string.Equals(parsed.GetValue(output), "json", StringComparison.Ordinal))
            {
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new VersionDocument(ProductVersion.Text, null, null), DocumentJson.ForPeople.VersionDocument));
                return ExitCode.Ok;
            }

            await terminal.Out.WriteLineAsync($"botmaker {ProductVersion.Text}");
            try
            {
                using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
                var daemon = await client.VersionAsync(cancellationToken);
                await terminal.Out.WriteLineAsync($"daemon   {daemon.Version} (instance {daemon.Instance}, engine {daemon.Engine})");
            }
            catch (CommandFailedException)
            {
                await terminal.Out.WriteLineAsync("daemon   not reached");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
