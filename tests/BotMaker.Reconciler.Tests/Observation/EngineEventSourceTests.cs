using System.Collections.Concurrent;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Observation;
using BotMaker.Testing.Logging;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Observation;

[TestFixture]
public sealed class EngineEventSourceTests
{
    private readonly BlockingCollection<string> _heard = [];
    private ManualTimeProvider _clock = null!;
    private ManualTimeProvider _engineClock = null!;
    private InMemoryEngine _engine = null!;
    private CancellationTokenSource _stop = null!;
    private Task _running = null!;

    [SetUp]
    public void SetUp()
    {
        (_clock, _engineClock, _stop) = (new ManualTimeProvider(), new ManualTimeProvider(), new CancellationTokenSource());
        _engine = new InMemoryEngine(_engineClock);
        _engine.AddImage("bot:1");
        while (_heard.TryTake(out _)) continue;
        _running = new EngineEventSource(_engine, "blue", Signals(), _clock, new CapturingLogger<EngineEventSource>()).RunAsync(_stop.Token);
        Heard("relist");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(30));
        await _engine.DisposeAsync();
        _stop.Dispose();
    }

    [OneTimeTearDown]
    public void End() => _heard.Dispose();

    [Test]
    public async Task EventsOfABot_SayItsIdAndNothingElse()
    {
        var id = await CreateAsync("a", "blue");
        await _engine.Containers.StartAsync(id);
        await _engine.Containers.StopAsync(id, TimeSpan.Zero);
        await _engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false);

        for (var i = 0; i < 6; i++) Heard("a");
    }

    [Test]
    public async Task OtherInstancesAndOneShots_AreNotHeard_ForeignContainersAre()
    {
        await CreateAsync("theirs", "green");
        await CreateAsync("check", "blue", (Labels.Purpose, "self-check"));
        await CreateAsync("foreign", reconciler: null);

        Heard("foreign");
    }

    [Test]
    public async Task StreamCut_IsOpenedAgainAndEverythingIsListed()
    {
        _engine.CutEventStreams();
        Heard("lost");
        await _clock.WaitForTimersAsync(1);
        _clock.AdvanceToNextTimer();

        Heard("relist");
        await CreateAsync("a", "blue");
        Heard("a");
    }

    [Test]
    public async Task Silence_OfAHealthyEngine_IsProbedAndNothingHappens()
    {
        await SilenceAsync();
        await SilenceAsync();

        _engine.Calls["ping"].Should().Be(2);
        await CreateAsync("a", "blue");
        Heard("a");
        _engine.Calls["events"].Should().Be(1);
    }

    [Test]
    public async Task Silence_OfAnEngineThatRefusesAPing_OpensTheStreamAgain()
    {
        _engine.FailNext("ping", new DockerEngineException(EngineErrorKind.Unavailable, "ping", "gone"));
        await SilenceAsync();
        Heard("lost");
        await _clock.WaitForTimersAsync(1);
        _clock.AdvanceToNextTimer();

        Heard("relist");
    }

    [Test]
    public async Task Silence_OfAnEngineThatHangs_OpensTheStreamAgain()
    {
        using (_engine.Hang("ping"))
        {
            await _clock.WaitForTimersAsync(1);
            _clock.Advance(EngineEventSource.LongestSilence);
            while (_engine.Calls["ping"] == 0) await Task.Yield();
            await _clock.WaitForTimersAsync(1);
            _clock.Advance(EngineEventSource.ProbeTimeout);
            Heard("lost");
        }

        await _clock.WaitForTimersAsync(1);
        _clock.AdvanceToNextTimer();
        Heard("relist");
    }

    private async Task SilenceAsync()
    {
        var before = _engine.Calls["ping"];
        await _clock.WaitForTimersAsync(1);
        _clock.Advance(EngineEventSource.LongestSilence);
        while (_engine.Calls["ping"] == before) await Task.Yield();
    }

    private void Heard(string expected)
    {
        _heard.TryTake(out var said, TimeSpan.FromSeconds(30)).Should().BeTrue($"'{expected}' should be heard");
        said.Should().Be(expected);
    }

    private EngineSignals Signals() => new()
    {
        Bot = id => _heard.Add(id.Value),
        Relist = () => _heard.Add("relist"),
        Lost = _ => _heard.Add("lost"),
        Event = _ => { },
        Connected = _ => { },
        Reconnecting = () => { },
    };

    private async Task<string> CreateAsync(string bot, string? reconciler, params (string Key, string Value)[] more)
    {
        var labels = more.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
        labels[Labels.BotId] = bot;
        if (reconciler is not null) labels[Labels.Reconciler] = reconciler;
        return (await _engine.Containers.CreateAsync($"c-{bot}", new CreateContainerRequest { Image = "bot:1", Labels = labels })).Id;
    }
}
