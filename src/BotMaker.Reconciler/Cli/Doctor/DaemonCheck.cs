using System.Net.Sockets;
using BotMaker.Reconciler.Hosting.Settings;

namespace BotMaker.Reconciler.Cli.Doctor;

/// <summary>The daemon, if one runs, and the port that it needs, if none does.</summary>
internal static class DaemonCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(DaemonOptions options, string socket, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new DaemonClient(socket);
            var version = await client.VersionAsync(cancellationToken);
            var bots = (await client.ListAsync(cancellationToken)).Items;
            var notReady = bots.Where(bot => bot.Status.Find("Ready")?.Status is not "True").Select(bot => bot.Metadata.Name).ToList();
            return
            [
                Finding.Ok("daemon", $"Version {version.Version} answers on {socket}"),
                notReady.Count == 0
                    ? Finding.Ok("bots", FormattableString.Invariant($"{bots.Count} bots, all ready"))
                    : Finding.Note("bots", FormattableString.Invariant($"{notReady.Count} of {bots.Count} bots are not ready: {string.Join(", ", notReady.Take(10))}. `botmaker describe NAME` says why.")),
            ];
        }
        catch (CommandFailedException failure)
        {
            return [Finding.Note("daemon", failure.Message), Port(options.Http.Listen)];
        }
    }

    private static Finding Port(string listen)
    {
        if (ListenAddress.Parse(listen) is not { } address) return Finding.Ok("ports", "The TCP listener is off");
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(address);
            return Finding.Ok("ports", $"{listen} is free for the daemon");
        }
        catch (SocketException taken)
        {
            return Finding.Problem("ports", $"{listen} cannot be used by the daemon: {taken.Message}. `ss -ltnp` shows who has it; --listen names another address.");
        }
    }
}
