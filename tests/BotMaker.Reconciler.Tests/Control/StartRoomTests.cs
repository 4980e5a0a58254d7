using System.Globalization;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Control;

/// <summary>Light bots all at once, heavy ones in turn: on the kernel's files of an invented host with four cores.</summary>
[TestFixture]
public sealed class StartRoomTests
{
    private readonly ManualTimeProvider _clock = new();
    private TemporaryDirectory _host = null!;
    private StartRoom _room = null!;
    private double _stalled;
    private double _used;

    [SetUp]
    public void SetUp()
    {
        _host = new TemporaryDirectory();
        _room = new StartRoom(new HostCpu(_host["."]), cores: 4, _clock);
        (_stalled, _used) = (1000, 10);
        Write("proc/41/cgroup", "0::/system.slice/docker-41.scope");
        Write("proc/42/cgroup", "9:name=systemd:/docker/42\n2:cpuacct:/docker/42\n0::/docker/42");
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [Test]
    public void IdleHost_HasRoom() => Measure(stalled: 0.1, used: 3).Should().BeTrue();

    [Test]
    public void BusyHostWithLightBots_HasRoom() => Measure(stalled: 0.9, used: 0.2).Should().BeTrue("it is the engine that is busy");

    [Test]
    public void BusyHostWithHeavyBots_HasNone() => Measure(stalled: 0.9, used: 3).Should().BeFalse();

    [Test]
    public void BusyHostWhoseBotsCannotBeMeasured_HasNone() => Measure(stalled: 0.9, used: 0, processes: [77]).Should().BeFalse();

    [Test]
    public void WithoutPressure_TheLoadDecides()
    {
        Measure(stalled: null, used: 3, load: 0.3).Should().BeTrue();
        Measure(stalled: null, used: 3, load: 5).Should().BeFalse();
    }

    [Test]
    public void AnswerHolds_UntilSomethingCanBeMeasured()
    {
        Measure(stalled: 0.9, used: 3).Should().BeFalse();
        Files(stalled: 0, used: 0, load: null);

        _room.Has([41, 42]).Should().BeFalse();
        _clock.Advance(StartRoom.Sample);
        _room.Has([41, 42]).Should().BeTrue();
    }

    [Test]
    public void FirstAnswer_IsYes() => _room.Has([]).Should().BeTrue();

    [Test]
    public void UseOfTheFirstSeconds_IsNotDilutedByALongPauseBefore()
    {
        Files(stalled: 0.9, used: 0, load: null);
        _room.Has([]);
        _clock.Advance(TimeSpan.FromHours(1));
        (_stalled, _used) = (_stalled + 3600, _used + 20);
        Files(stalled: 0, used: 0, load: null);

        _room.Has([41, 42]).Should().BeFalse();
    }

    private bool Measure(double? stalled, double used, double? load = null, int[]? processes = null)
    {
        Files(stalled: stalled is null ? null : 0, used: 0, load);
        _room.Has(processes ?? [41, 42]);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Files(stalled, used, load);
        return _room.Has(processes ?? [41, 42]);
    }

    private void Files(double? stalled, double used, double? load)
    {
        if (stalled is { } more)
        {
            _stalled += more;
            Write("proc/pressure/cpu", string.Create(CultureInfo.InvariantCulture, $"some avg10=1.00 avg60=1.00 avg300=1.00 total={_stalled * 1e6:0}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0"));
        }
        else if (File.Exists(_host["proc/pressure/cpu"]))
        {
            File.Delete(_host["proc/pressure/cpu"]);
        }

        if (load is { } tasks) Write("proc/loadavg", string.Create(CultureInfo.InvariantCulture, $"{tasks:0.00} 1.00 1.00 2/300 4711"));
        _used += used / 2;
        Write("sys/fs/cgroup/system.slice/docker-41.scope/cpu.stat", string.Create(CultureInfo.InvariantCulture, $"usage_usec {_used * 1e6:0}\nuser_usec 1"));
        Write("sys/fs/cgroup/cpuacct/docker/42/cpuacct.usage", string.Create(CultureInfo.InvariantCulture, $"{_used * 1e9:0}"));
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_host[path])!);
        File.WriteAllText(_host[path], text + "\n");
    }
}
