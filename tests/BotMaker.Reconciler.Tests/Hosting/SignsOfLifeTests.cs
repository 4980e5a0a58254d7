using System.Net.Sockets;
using System.Text;
using BotMaker.Reconciler.Hosting.Run;
using BotMaker.Reconciler.Hosting.Systemd;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Hosting;

/// <summary>What systemd hears over the life of a daemon.</summary>
[TestFixture]
public sealed class SignsOfLifeTests
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private ManualTimeProvider _clock = null!;
    private TaskCompletionSource _started = null!;
    private TemporaryDirectory _directory = null!;
    private Socket _systemd = null!;
    private ServiceNotifier _notifier = null!;
    private volatile bool _alive;
    private int _asked;

    [SetUp]
    public void Listen()
    {
        (_clock, _started, _alive, _asked) = (new(), new(), true, 0);
        _directory = new TemporaryDirectory();
        _systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        _systemd.Bind(new UnixDomainSocketEndPoint(_directory["notify"]));
        var watchdog = (Turn * 2).TotalMicroseconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        _notifier = new ServiceNotifier(name => name switch { "NOTIFY_SOCKET" => _directory["notify"], "WATCHDOG_USEC" => watchdog, _ => null }, 1);
    }

    [TearDown]
    public void Close()
    {
        _notifier.Dispose();
        _systemd.Dispose();
        _directory.Dispose();
    }

    [Test]
    public async Task Ready_IsSaidAfterTheFirstObservationAndNotBefore()
    {
        using var stop = new CancellationTokenSource();
        var run = RunAsync(stop.Token);
        _systemd.Poll(0, SelectMode.SelectRead).Should().BeFalse("nothing was observed yet");
        _started.SetResult();
        Next().Should().Be("READY=1");
        await EndAsync(run, stop);
    }

    [Test]
    public async Task EngineThatIsAway_DelaysReadyAndDoesNotPreventIt()
    {
        using var stop = new CancellationTokenSource();
        var run = RunAsync(stop.Token);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Next().Should().Be("READY=1");
        await EndAsync(run, stop);
    }

    [Test]
    public async Task LoopThatHangs_StarvesTheWatchdogAndFeedsItAgainWhenItTurns()
    {
        using var stop = new CancellationTokenSource();
        _started.SetResult();
        var run = RunAsync(stop.Token);
        Next().Should().Be("READY=1");
        Next().Should().StartWith("STATUS=0 of 0 bots ready. Asked 1.");
        Next().Should().Be("WATCHDOG=1");

        _alive = false;
        _clock.Advance(Turn);
        Next().Should().Contain("Asked 2.");
        _clock.Advance(Turn);
        Next().Should().Contain("Asked 3.", "the watchdog was not fed in between");

        _alive = true;
        _clock.Advance(Turn);
        Next().Should().Contain("Asked 4.");
        Next().Should().Be("WATCHDOG=1");
        await EndAsync(run, stop);
    }

    private Task RunAsync(CancellationToken stop) => new SignsOfLife(
        _notifier,
        () => new HealthReport(_alive ? [] : ["For 300 s the manifests were not scanned."]),
        () => new HealthReport([$"Asked {Interlocked.Increment(ref _asked)}."]),
        new StatusBoard(),
        _clock).RunAsync(_started.Task, stop);

    private static async Task EndAsync(Task run, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private string Next()
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }
}
