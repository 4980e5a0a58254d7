using System.Globalization;
using System.Net.Sockets;
using System.Text;
using BotMaker.Reconciler.Hosting.Systemd;
using BotMaker.Reconciler.Tests.Storage;

namespace BotMaker.Reconciler.Tests.Hosting;

/// <summary>Against a datagram socket, as systemd opens one.</summary>
[TestFixture]
public sealed class ServiceNotifierTests
{
    private const int ProcessId = 42;

    private readonly TemporaryDirectory _directory = new();

    [OneTimeTearDown]
    public void Remove() => _directory.Dispose();

    [Test]
    public void Messages_AreThoseOfTheProtocol()
    {
        var path = _directory["notify"];
        using var systemd = Bind(path);
        using var notifier = new ServiceNotifier(Variables(("NOTIFY_SOCKET", path)), ProcessId);

        notifier.Ready();
        Receive(systemd).Should().Be("READY=1");
        notifier.Status("two\nlines");
        Receive(systemd).Should().Be("STATUS=two lines");
        notifier.Watchdog();
        Receive(systemd).Should().Be("WATCHDOG=1");
        notifier.Reloading();
        Receive(systemd).Should().MatchRegex("^RELOADING=1\nMONOTONIC_USEC=[0-9]{4,}$");
        notifier.Stopping();
        Receive(systemd).Should().Be("STOPPING=1");
    }

    [Test]
    public void ReloadTime_IsOfTheMonotonicClock()
    {
        var path = _directory["clock"];
        using var systemd = Bind(path);
        using var notifier = new ServiceNotifier(Variables(("NOTIFY_SOCKET", path)), ProcessId);
        var before = Uptime();
        notifier.Reloading();
        var told = long.Parse(Receive(systemd).Split('=')[^1], CultureInfo.InvariantCulture) / 1e6;
        told.Should().BeInRange(before - 1, Uptime() + 1);
    }

    [Test]
    public void SameStatus_IsSentOnce()
    {
        var path = _directory["status"];
        using var systemd = Bind(path);
        using var notifier = new ServiceNotifier(Variables(("NOTIFY_SOCKET", path)), ProcessId);
        notifier.Status("fine");
        notifier.Status("fine");
        notifier.Watchdog();
        Receive(systemd).Should().Be("STATUS=fine");
        Receive(systemd).Should().Be("WATCHDOG=1");
    }

    [Test]
    public void AbstractName_IsReached()
    {
        var name = $"botmaker-test-{Guid.NewGuid():N}";
        using var systemd = Bind('\0' + name);
        using var notifier = new ServiceNotifier(Variables(("NOTIFY_SOCKET", '@' + name)), ProcessId);
        notifier.Ready();
        Receive(systemd).Should().Be("READY=1");
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("vsock:2:1234")]
    public void WithoutASocket_NothingIsSent(string? name)
    {
        using var notifier = new ServiceNotifier(Variables(("NOTIFY_SOCKET", name), ("WATCHDOG_USEC", "1000000")), ProcessId);
        notifier.IsEnabled.Should().BeFalse();
        notifier.WatchdogInterval.Should().BeNull();
        notifier.Invoking(n => n.Ready()).Should().NotThrow();
    }

    [Test]
    public void SocketThatIsGone_DisturbsNobody()
    {
        using var notifier = new ServiceNotifier(Variables(("NOTIFY_SOCKET", _directory["gone"])), ProcessId);
        notifier.Invoking(n => n.Ready()).Should().NotThrow();
    }

    [TestCase("3000000", "42", 1.5)]
    [TestCase("3000000", null, 1.5)]
    [TestCase("3000000", "43", null)]
    [TestCase(null, "42", null)]
    [TestCase("0", "42", null)]
    [TestCase("soon", "42", null)]
    public void Watchdog_IsFedTwiceInItsTimeWhenItIsOurs(string? microseconds, string? owner, double? seconds)
    {
        using var notifier = new ServiceNotifier(Variables(("NOTIFY_SOCKET", _directory["w"]), ("WATCHDOG_USEC", microseconds), ("WATCHDOG_PID", owner)), ProcessId);
        notifier.WatchdogInterval.Should().Be(seconds is { } value ? TimeSpan.FromSeconds(value) : null);
    }

    private static Socket Bind(string address)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        socket.Bind(new UnixDomainSocketEndPoint(address));
        return socket;
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }

    private static double Uptime() => double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);

    private static Func<string, string?> Variables(params (string Name, string? Value)[] variables) =>
        name => variables.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Value;
}
