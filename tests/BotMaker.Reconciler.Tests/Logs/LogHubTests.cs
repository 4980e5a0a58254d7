using System.Globalization;
using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Logs;

namespace BotMaker.Reconciler.Tests.Logs;

[TestFixture, CancelAfter(120_000)]
public sealed class LogHubTests
{
    private BotOutput _output = null!;

    [SetUp]
    public void Start() => _output = new BotOutput();

    [TearDown]
    public async Task Stop() => await _output.DisposeAsync();

    [Test]
    public async Task WithoutFollow_EndsWithTheLastLines()
    {
        var name = await _output.RunAsync(1);
        Write(name, 0, 500);
        _output.Engine.WriteLog(name, "password hunter2hunter2", LogStream.Stderr);
        await using var reading = _output.Open(new LogQuery { Tail = 3 });
        while (await reading.NextAsync())
        {
            // All of it.
        }

        reading.Texts.Should().Equal("498", "499", "password (redacted)");
        reading.Lines[^1].Kind.Should().Be(LogLineKind.Stderr);
        _output.Hub.Followed.Should().Be(0);
    }

    [Test]
    public async Task Readers_ShareOneConnection_AndEachSeesEverythingOnce()
    {
        var name = await _output.RunAsync(1);
        Write(name, 0, 300);
        await using var first = _output.Open(new LogQuery { Follow = true, Tail = 10 });
        await first.UntilAsync("299");
        Write(name, 300, 600);
        await using var second = _output.Open(new LogQuery { Follow = true, Tail = 500 });
        await second.UntilAsync("599");
        await using var third = _output.Open(new LogQuery { Follow = true, Tail = 0 });
        var follows = third.NextAsync();
        while (!follows.IsCompleted)
        {
            // It may not have joined yet, and it wants nothing of what was before.
            _output.Engine.WriteLog(name, "tick");
            await Task.Yield();
        }

        Write(name, 600, 1000);
        foreach (var reading in (BotOutput.Reading[])[first, second, third]) await reading.UntilAsync("999");

        Numbers(first).Should().Equal(Enumerable.Range(290, 710));
        Numbers(second).Should().Equal(Enumerable.Range(100, 900));
        Numbers(third).Should().Equal(Enumerable.Range(600, 400));
        _output.Engine.Calls["container_logs"].Should().Be(1 + 2, "one follows, and each that wants it looked at what was before");
    }

    [Test]
    public async Task StalledReader_LosesLinesAndNobodyWaits()
    {
        var name = await _output.RunAsync(1);
        _output.Engine.WriteLog(name, "first");
        await using var stalled = _output.Open(new LogQuery { Follow = true });
        await using var quick = _output.Open(new LogQuery { Follow = true });
        await stalled.UntilAsync("first");
        await quick.UntilAsync("first");
        _output.Engine.WriteLog(name, "second");
        await stalled.UntilAsync("second");
        await quick.UntilAsync("second");
        const int Total = 50_000;
        for (var i = 0; i < Total; i += 1000)
        {
            Write(name, i, i + 1000);
            await quick.UntilAsync((i + 999).ToString(CultureInfo.InvariantCulture));
        }

        Numbers(quick).Should().Equal(Enumerable.Range(0, Total), "it was never slow");
        await stalled.UntilAsync((Total - 1).ToString(CultureInfo.InvariantCulture));
        stalled.Dropped.Should().Be(Total - LogLimits.RingLines);
        (Numbers(stalled).Count() + stalled.Dropped).Should().Be(Total);
        _output.Dropped.Should().Be(stalled.Dropped, "it is counted for the metrics page");
    }

    [Test]
    public async Task LastReaderThatLeaves_FreesEverything()
    {
        var name = await _output.RunAsync(1);
        var ring = await FillAndLeaveAsync(name);
        _output.Hub.Followed.Should().Be(0);
        await EventuallyAsync(() =>
        {
            GC.Collect();
            return !ring.IsAlive;
        });
    }

    [Test]
    public async Task Replacement_GoesOnWithAMark()
    {
        var old = await _output.RunAsync(1);
        _output.Engine.WriteLog(old, "old");
        await using var reading = _output.Open(new LogQuery { Follow = true });
        await reading.UntilAsync("old");
        await _output.ChangeAsync(old, id => _output.Engine.Containers.StopAsync(id, grace: null));
        await reading.UntilAsync(text => text.Contains("has ended", StringComparison.Ordinal));
        await _output.ChangeAsync(old, id => _output.Engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: true));
        var young = await _output.RunAsync(2);
        _output.Engine.WriteLog(young, "young");
        _output.Hub.Wake(BotOutput.Bot);

        await reading.UntilAsync("young");
        reading.Marks.Should().Contain(mark => mark.Contains("replaced: this is botmaker-a-2", StringComparison.Ordinal));
    }

    [Test]
    public async Task Restart_GoesOnWithoutRepeating()
    {
        var name = await _output.RunAsync(1);
        Write(name, 0, 5);
        await using var reading = _output.Open(new LogQuery { Follow = true });
        await reading.UntilAsync("4");
        await _output.ChangeAsync(name, id => _output.Engine.Containers.StopAsync(id, grace: null));
        await reading.UntilAsync(text => text.Contains("has ended with exit code", StringComparison.Ordinal));
        await _output.ChangeAsync(name, id => _output.Engine.Containers.StartAsync(id));
        await reading.UntilAsync(text => text.Contains("started again", StringComparison.Ordinal));
        Write(name, 5, 10);

        await reading.UntilAsync("9");
        Numbers(reading).Should().Equal(Enumerable.Range(0, 10));
    }

    [Test]
    public async Task CrashOfTheEngine_GoesOnWithoutRepeating()
    {
        var name = await _output.RunAsync(1);
        Write(name, 0, 5);
        await using var reading = _output.Open(new LogQuery { Follow = true });
        await reading.UntilAsync("4");
        _output.Engine.CrashEngine();
        await reading.UntilAsync(text => text.Contains("engine does not give", StringComparison.Ordinal));
        _output.Engine.StartEngine();
        _output.Hub.Wake(BotOutput.Bot);
        await reading.UntilAsync(text => text.Contains("started again", StringComparison.Ordinal) || text.Contains("has ended", StringComparison.Ordinal));
        Numbers(reading).Should().Equal(Enumerable.Range(0, 5));
    }

    [Test]
    public async Task BotWithoutContainer_IsSaid_AndFollowedWhenThereIsOne()
    {
        await using var reading = _output.Open(new LogQuery { Follow = true });
        await reading.UntilAsync(text => text.Contains("has no container", StringComparison.Ordinal));
        var name = await _output.RunAsync(1);
        _output.Engine.WriteLog(name, "hello");
        _output.Hub.Wake(BotOutput.Bot);
        await reading.UntilAsync("hello");
    }

    [Test]
    public async Task Terminal_IsRead()
    {
        var name = await _output.RunAsync(1, terminal: true);
        _output.Engine.WriteLog(name, "one\r");
        await using var reading = _output.Open(new LogQuery { Follow = true });
        await reading.UntilAsync("one");
        _output.Engine.WriteLog(name, "two\r", LogStream.Stderr);
        await reading.UntilAsync("two");
        reading.Lines.Should().OnlyContain(line => line.Kind == LogLineKind.Stdout);
    }

    [Test]
    public async Task ReadersOfOtherInstances_SeeNothing()
    {
        var name = await _output.RunAsync(1);
        _output.Engine.WriteLog(name, "ours");
        using var green = new LogHub(_output.Engine, "green", static text => text, static _ => { }, TimeProvider.System, new BotMaker.Testing.Logging.CapturingLogger<LogHub>());
        await using var reading = new BotOutput.Reading(green.TryOpen(BotOutput.Bot, new LogQuery())!);
        while (await reading.NextAsync())
        {
            // All of it.
        }

        reading.Texts.Should().ContainSingle().Which.Should().Contain("no container");
    }

    [Test]
    public void TooManyReaders_AreRefused_UntilSomeLeave()
    {
        var readers = Enumerable.Range(0, LogLimits.Readers).Select(_ => _output.Hub.TryOpen(BotOutput.Bot, new LogQuery())!).ToList();
        _output.Hub.TryOpen(BotOutput.Bot, new LogQuery()).Should().BeNull();
        readers[0].Dispose();
        readers[0].Dispose();
        using (var next = _output.Hub.TryOpen(BotOutput.Bot, new LogQuery())) next.Should().NotBeNull();
        readers.ForEach(reader => reader.Dispose());
    }

    [Test]
    public async Task Tail_ReadsTheLastLinesOfAContainerThatHasEnded()
    {
        var name = await _output.RunAsync(1);
        Write(name, 0, 50);
        _output.Engine.WriteLog(name, "fatal: hunter2hunter2");
        _output.Engine.KillProcess(name, 78);
        var id = (await _output.Engine.Containers.InspectAsync(name)).Id;
        (await _output.Hub.Tail.ReadAsync(id, 2, CancellationToken.None)).Select(line => line.Text).Should().Equal("49", "fatal: (redacted)");
    }

    private async Task<WeakReference> FillAndLeaveAsync(string name)
    {
        _output.Engine.WriteLog(name, "first");
        await using var reading = _output.Open(new LogQuery { Follow = true });
        await reading.UntilAsync("first");
        Write(name, 0, 20_000);
        await reading.UntilAsync("19999");
        var feed = _output.Hub.Join(BotOutput.Bot);
        _output.Hub.Leave(BotOutput.Bot, feed);
        feed.Ring.Bytes.Should().BePositive();
        return new WeakReference(feed.Ring);
    }

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private void Write(string name, int from, int to)
    {
        for (var i = from; i < to; i++) _output.Engine.WriteLog(name, i.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<int> Numbers(BotOutput.Reading reading) =>
        reading.Lines.Where(line => line.Kind != LogLineKind.Mark && int.TryParse(line.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(line => int.Parse(line.Text, CultureInfo.InvariantCulture));
}
