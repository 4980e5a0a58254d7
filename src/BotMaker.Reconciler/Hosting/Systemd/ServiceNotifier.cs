using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BotMaker.Reconciler.Hosting.Systemd;

/// <summary>
/// Tells systemd how the daemon is (sd_notify(3)): datagrams to the socket that <c>NOTIFY_SOCKET</c> names, a path or, with <c>@</c>, an abstract
/// name. Without the variable nothing is sent. A message that cannot be sent is dropped: the fleet matters more.
/// </summary>
internal sealed class ServiceNotifier : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _address;
    private string? _status;

    /// <param name="environment">Reads a variable.</param>
    /// <param name="processId">Ours: a watchdog that is meant for another process is not ours to feed.</param>
    public ServiceNotifier(Func<string, string?> environment, int processId)
    {
        if (environment("NOTIFY_SOCKET") is not { Length: > 1 } name || name[0] is not ('/' or '@')) return;
        _address = new UnixDomainSocketEndPoint(name[0] == '@' ? '\0' + name[1..] : name);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        WatchdogInterval = Interval(environment, processId);
    }

    public bool IsEnabled => _socket is not null;

    /// <summary>How often to send a sign of life: half of what systemd waits. Null: it does not wait for any.</summary>
    public TimeSpan? WatchdogInterval { get; }

    /// <summary>Start-up is over.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>One line for <c>systemctl status</c>. The same line is sent once.</summary>
    public void Status(string text)
    {
        if (string.Equals(_status, text, StringComparison.Ordinal)) return;
        _status = text;
        Send($"STATUS={text.ReplaceLineEndings(" ")}");
    }

    public void Watchdog() => Send("WATCHDOG=1");

    public void Stopping() => Send("STOPPING=1");

    /// <summary>Followed by <see cref="Ready"/>. systemd wants the time of its own clock with it.</summary>
    public void Reloading() => Send(string.Create(
        CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000)}"));

    public void Dispose() => _socket?.Dispose();

    private static TimeSpan? Interval(Func<string, string?> environment, int processId)
    {
        var isOurs = environment("WATCHDOG_PID") is not { Length: > 0 } owner || string.Equals(owner, processId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return isOurs && long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds / 2.0)
            : null;
    }

    private void Send(string message)
    {
        try
        {
            _socket?.SendTo(Encoding.UTF8.GetBytes(message), _address!);
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException)
        {
            // systemd is restarting, whoever set the variable is gone, or the daemon is about to end.
        }
    }
}
