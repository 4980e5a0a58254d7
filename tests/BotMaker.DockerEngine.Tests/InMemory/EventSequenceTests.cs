using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class EventSequenceTests : EngineFixture
{
    [Test]
    public async Task Stop_IsKillDieStop()
    {
        string id = await RunAsync();

        await Engine.Containers.StopAsync(id, grace: null);

        (await EventsAsync()).Should().Equal("create", "start", "kill(15)", "die(0)", "stop");
    }

    [Test]
    public async Task StopWithExpiredGrace_KillsOnceMore()
    {
        Processes(SimulatedProcess.Gateway with { IgnoresStopSignal = true });
        string id = await RunAsync();

        Task stop = Engine.Containers.StopAsync(id, TimeSpan.FromSeconds(3));
        Clock.Advance(TimeSpan.FromSeconds(2.9));
        stop.IsCompleted.Should().BeFalse();
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        await stop;

        (await EventsAsync()).Should().Equal("create", "start", "kill(15)", "kill(9)", "die(137)", "stop");
    }

    [Test]
    public async Task OneDay_OfAContainer_IsToldInOrder()
    {
        string id = await RunAsync();
        await Engine.Containers.PauseAsync(id);
        await Engine.Containers.KillAsync(id, "SIGTERM");
        await Engine.Containers.StartAsync(id);
        Engine.OomKill(id);
        await Engine.Containers.RenameAsync(id, "bot-b");
        await Engine.Containers.UpdateAsync(id, new UpdateContainerRequest { Memory = 1 << 28 });
        await Engine.Containers.StartAsync(id);
        await Engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: false);

        (await EventsAsync()).Should().Equal(
            "create", "start", "pause", "kill(15)", "unpause", "die(0)", "start", "oom", "die(137)", "rename", "update", "start", "kill(9)", "die(137)", "destroy");
    }

    [Test]
    public async Task AutoRemove_DestroysAfterDie()
    {
        string id = await RunAsync(request: Request() with { HostConfig = new HostConfig { AutoRemove = true } });

        Engine.KillProcess(id, 3);

        (await EventsAsync()).Should().Equal("create", "start", "die(3)", "destroy");
        (await RefusalAsync(() => Engine.Containers.InspectAsync(id))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [Test]
    public async Task StopWhileRestarting_TellsOnlyStop()
    {
        string id = await RunAsync(request: Request("always"));
        Engine.KillProcess(id, 1);

        await Engine.Containers.StopAsync(id, grace: null);
        Clock.Advance(TimeSpan.FromMinutes(5));

        (await EventsAsync()).Should().Equal("create", "start", "die(1)", "stop");
    }

    [Test]
    public async Task FailedCalls_TellNothing()
    {
        await RefusalAsync(() => CreateAsync(request: Request() with { Image = "absent" }));
        Processes(new SimulatedProcess { StartFailure = StartFailure.EntrypointMissing("nope") });
        string id = await CreateAsync();
        await RefusalAsync(() => Engine.Containers.StartAsync(id));

        (await EventsAsync()).Should().Equal("create");
    }

    [Test]
    public async Task Event_CarriesLabelsNameAndImage()
    {
        string id = await CreateAsync(request: Request() with
        {
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["bot"] = "a", ["name"] = "hidden", ["exitCode"] = "wins" },
        });
        await Engine.Containers.StartAsync(id);
        Engine.KillProcess(id, 4);

        EngineEvent die = (await ReplayAsync(new EngineEventQuery { Actions = ["die"] })).Single();

        die.ActorId.Should().Be(id);
        die.Attributes.Should().Contain("bot", "a").And.Contain("name", "bot-a").And.Contain("image", Image).And.Contain("exitCode", "wins");
    }

    [Test]
    public async Task Filters_AreAppliedByTheEngine()
    {
        string id = await RunAsync();
        await RunAsync("bot-b", Request() with { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["bot"] = "b" } });

        IReadOnlyList<EngineEvent> events = await ReplayAsync(new EngineEventQuery { Labels = ["bot=a"] });

        events.Select(Text).Should().Equal("create", "start");
        events.Should().OnlyContain(engineEvent => engineEvent.ActorId == id, "a label filter drops other containers and everything without labels");
    }

    [TestCase("health_status", "start", "health_status: healthy", "start")]
    [TestCase("health_status: healthy", "die", "health_status: healthy")]
    public async Task HealthActions_AreMatchedByPrefix(string first, string second, params string[] expected)
    {
        await RunAsync(request: Request() with { Healthcheck = new HealthCheck { Test = ["CMD", "x"], Interval = 1_000_000_000 } });
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await ReplayAsync(new EngineEventQuery { Actions = [first, second] })).Select(Text).Should().BeEquivalentTo(expected);
    }

    [Test]
    public async Task Replay_KeepsTheLast256()
    {
        string id = await CreateAsync();
        for (int i = 0; i < 300; i++) await Engine.Containers.UpdateAsync(id, new UpdateContainerRequest { PidsLimit = i });

        IReadOnlyList<EngineEvent> events = await ReplayAsync(new EngineEventQuery());

        events.Should().HaveCount(256).And.OnlyContain(engineEvent => engineEvent.Action == "update");
        events.Select(engineEvent => engineEvent.TimeNanoseconds).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task Since_IsInclusive()
    {
        string id = await RunAsync();
        EngineEvent start = (await ReplayAsync(new EngineEventQuery { Actions = ["start"] })).Single();
        await Engine.Containers.StopAsync(id, grace: null);

        (await ReplayAsync(new EngineEventQuery { Types = ["container"], SinceNanoseconds = start.TimeNanoseconds })).Select(Text)
            .Should().Equal("start", "kill(15)", "die(0)", "stop");
    }

    [Test]
    public async Task LiveStream_TellsWhatHappensAndEndsAtItsTime()
    {
        await CreateAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        long until = (Clock.GetUtcNow().AddSeconds(60) - DateTimeOffset.UnixEpoch).Ticks * 100;
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(
            new EngineEventQuery { SinceNanoseconds = until - 60_000_000_000, UntilNanoseconds = until });
        Engine.EventSubscribers.Should().Be(1);

        await Engine.Containers.StartAsync("bot-a");
        Clock.Advance(TimeSpan.FromSeconds(60));

        var actions = new List<string>();
        await foreach (EngineEvent engineEvent in stream.ReadAllAsync()) actions.Add(engineEvent.Action);
        actions.Should().Equal("connect", "start");
        Engine.EventSubscribers.Should().Be(0);
    }

    [Test]
    public async Task StreamWithoutBounds_TellsNothingOfThePast()
    {
        string id = await CreateAsync();
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(new EngineEventQuery { Types = ["container"] });

        await Engine.Containers.StartAsync(id);

        await using IAsyncEnumerator<EngineEvent> events = stream.ReadAllAsync().GetAsyncEnumerator();
        await events.MoveNextAsync();
        events.Current.Action.Should().Be("start");
    }

    [Test]
    public async Task CutStream_DeliversWhatItHasAndThenFails()
    {
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(new EngineEventQuery());
        await CreateAsync();
        Engine.CutEventStreams();

        await using IAsyncEnumerator<EngineEvent> events = stream.ReadAllAsync().GetAsyncEnumerator();
        (await events.MoveNextAsync()).Should().BeTrue();
        (await RefusalAsync(async () => await events.MoveNextAsync())).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    [Test]
    public async Task SlowReader_LosesWhatDoesNotFit()
    {
        string id = await CreateAsync();
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(new EngineEventQuery());
        for (int i = 0; i < 1100; i++) await Engine.Containers.UpdateAsync(id, new UpdateContainerRequest { PidsLimit = i });
        await using (stream)
        {
        }

        int received = 0;
        await foreach (EngineEvent _ in stream.ReadAllAsync()) received++;
        received.Should().Be(1024);
    }

    [Test]
    public async Task MutedEvents_AreNeverTold()
    {
        Engine.EventsMuted = true;
        string id = await RunAsync();
        Engine.EventsMuted = false;

        (await EventsAsync()).Should().BeEmpty();
        (await StatusAsync(id)).Should().Be("running");
    }

    [Test]
    public async Task SinceAfterUntil_IsInvalid() =>
        (await RefusalAsync(() => Engine.System.OpenEventsAsync(new EngineEventQuery { SinceNanoseconds = 2, UntilNanoseconds = 1 }))).Kind.Should().Be(EngineErrorKind.Invalid);
}
