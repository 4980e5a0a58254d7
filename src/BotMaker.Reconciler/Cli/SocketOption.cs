using System.CommandLine;
using BotMaker.Reconciler.Hosting.Settings;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>--socket</c>, with the same default and the same variables as the daemon has.</summary>
internal static class SocketOption
{
    public static Option<string?> Create() => new("--socket") { Description = "The daemon's socket (default: as configured, usually /run/botmaker/botmaker.sock)", HelpName = "PATH" };

    /// <exception cref="CommandFailedException">The configuration cannot be read.</exception>
    public static string Resolve(ParseResult parsed, Option<string?> option, Terminal terminal)
    {
        if (parsed.GetValue(option) is { Length: > 0 } path) return Path.GetFullPath(path);
        try
        {
            return new SettingLayers(new Dictionary<string, SettingValue>(StringComparer.Ordinal), terminal.Environment, null).Load().Options.SocketPath;
        }
        catch (ConfigurationException problem)
        {
            throw new CommandFailedException($"The configuration, which says where the socket is, is wrong. Mend it, or name the socket with --socket.{Environment.NewLine}{problem.Message}", Hosting.ExitCode.Configuration);
        }
    }
}
