using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

/// <summary>What becomes of containers over the engine's end and start, as measured on Docker 20.10.</summary>
[TestFixture]
public sealed class EngineOutageTests : EngineFixture
{
    [TestCase("no", "running", "exited", "exited", "running")]
    [TestCase("on-failure", "running", "exited", "exited", "running")]
    [TestCase("unless-stopped", "running", "running", "exited", "running")]
    [TestCase("unless-stopped", "stopped", "exited", "exited", "exited")]
    [TestCase("always", "running", "running", "running", "running")]
    [TestCase("always", "stopped", "running", "running", "running")]
    [TestCase("always", "created", "created", "created", "created")]
    [TestCase("no", "paused", "exited", "exited", "paused")]
    [TestCase("auto-remove", "running", "gone", "gone", "gone")]
    public async Task Container_AfterTheEngineIsBack(string policy, string before, string afterStop, string afterCrash, string withLiveRestore)
    {
        (await AfterAsync(policy, before, new InMemoryEngineOptions(), crash: false)).Should().Be(afterStop, "after a graceful stop");
        (await AfterAsync(policy, before, new InMemoryEngineOptions(), crash: true)).Should().Be(afterCrash, "after a crash");
        (await AfterAsync(policy, before, new InMemoryEngineOptions { LiveRestore = true }, crash: true)).Should().Be(withLiveRestore, "with live-restore");
    }

    [Test]
    public async Task GracefulStop_TellsEveryEndBeforeTheStreamIsCut()
    {
        string id = await RunAsync();
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(new EngineEventQuery { Types = ["container"] });

        Engine.StopEngine();

        var told = new List<string>();
        DockerEngineException cut = await RefusalAsync(async () =>
        {
            await foreach (EngineEvent engineEvent in stream.ReadAllAsync()) told.Add(Text(engineEvent));
        });
        told.Should().Equal("kill(15)", "die(0)", "stop");
        cut.Kind.Should().Be(EngineErrorKind.Unavailable);
        (await RefusalAsync(() => Engine.Containers.InspectAsync(id))).IsEngineDown.Should().BeTrue();
    }

    [Test]
    public async Task Crash_CutsTheStreamWithoutAWord()
    {
        await RunAsync();
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(new EngineEventQuery());

        Engine.CrashEngine();

        await using IAsyncEnumerator<EngineEvent> events = stream.ReadAllAsync().GetAsyncEnumerator();
        (await RefusalAsync(async () => await events.MoveNextAsync())).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    [Test]
    public async Task EventsOfTheRestore_CanBeReplayedAndNoneBefore()
    {
        await RunAsync(request: Request("always"));

        Engine.CrashEngine();
        Engine.StartEngine();

        (await EventsAsync()).Should().Equal("kill(15)", "die(0)", "stop", "start");
    }

    [Test]
    public async Task CrashDuringStart_LeavesATaskThatOnlyRemovalCures()
    {
        Use(new InMemoryEngineOptions { StartDelay = TimeSpan.FromSeconds(1) });
        string id = await CreateAsync();
        Task start = Engine.Containers.StartAsync(id);

        Engine.CrashEngine();
        (await RefusalAsync(() => start)).Kind.Should().Be(EngineErrorKind.Unavailable);
        Engine.StartEngine();
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "created", Error = "", StartedAt = "0001-01-01T00:00:00Z" });
        Task again = Engine.Containers.StartAsync(id);
        Clock.Advance(TimeSpan.FromSeconds(1));
        DockerEngineException refusal = await RefusalAsync(() => again);
        (refusal.Kind, refusal.Message).Should().Be((EngineErrorKind.ServerError, $"task {id}: already exists"));
        await Engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: false);
        await FluentActions.Awaiting(() => CreateAsync()).Should().NotThrowAsync();
    }

    [Test]
    public async Task CrashDuringRemoval_LeavesItDead()
    {
        Use(new InMemoryEngineOptions { RemoveDelay = TimeSpan.FromSeconds(1) });
        string id = await CreateAsync();
        Task removal = Engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false);

        Engine.CrashEngine();
        await RefusalAsync(() => removal);
        Engine.StartEngine();
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await StatusAsync(id)).Should().Be("dead");
        (await ListedAsync(id)).State.Should().Be("dead");
        Task again = Engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: false);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await again;
        (await Engine.Containers.ListAsync(new ContainerListQuery())).Should().BeEmpty();
    }

    [Test]
    public async Task CrashDuringCreate_LeavesNothing()
    {
        Use(new InMemoryEngineOptions { CreateDelay = TimeSpan.FromSeconds(1) });
        Task<string> create = CreateAsync();

        Engine.CrashEngine();
        await RefusalAsync(() => create);
        Engine.StartEngine();
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await Engine.Containers.ListAsync(new ContainerListQuery())).Should().BeEmpty();
    }

    [TestCase("no", "exited")]
    [TestCase("always", "running")]
    public async Task EndWhileTheEngineIsDown_IsTakenOverWithoutDie(string policy, string expected)
    {
        Use(new InMemoryEngineOptions { LiveRestore = true });
        string id = await RunAsync(request: Request(policy));
        Engine.CrashEngine();
        Clock.Advance(TimeSpan.FromSeconds(5));
        Engine.KillProcess(id, 9);
        Clock.Advance(TimeSpan.FromSeconds(5));

        Engine.StartEngine();

        (await EventsAsync()).Should().NotContain("die(9)");
        (await StatusAsync(id)).Should().Be(expected);
        if (expected is "exited") (await StateAsync(id)).Should().BeEquivalentTo(new { ExitCode = 9L, FinishedAt = "2026-01-01T00:00:05Z" });
    }

    [Test]
    public async Task WhileStarting_CallsWait()
    {
        Use(new InMemoryEngineOptions { StartupDuration = TimeSpan.FromSeconds(12) });
        Engine.RestartEngine();

        Task ping = Engine.System.PingAsync();
        Clock.Advance(TimeSpan.FromSeconds(11));
        ping.IsCompleted.Should().BeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ping;
    }

    [Test]
    public async Task CrashWhileStarting_CutsTheWaiting()
    {
        Use(new InMemoryEngineOptions { StartupDuration = TimeSpan.FromSeconds(12) });
        Engine.RestartEngine();
        Task ping = Engine.System.PingAsync();

        Engine.CrashEngine();

        (await RefusalAsync(() => ping)).Kind.Should().Be(EngineErrorKind.Unavailable);
        Engine.StartEngine();
        Clock.Advance(TimeSpan.FromSeconds(12));
        await Engine.System.PingAsync();
    }

    [Test]
    public async Task CallsInFlight_AreCutByACrash()
    {
        string id = await RunAsync();
        Task wait = Engine.Containers.WaitAsync(id, ContainerWaitCondition.NextExit);

        Engine.CrashEngine();

        (await RefusalAsync(() => wait)).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    private async Task<string> AfterAsync(string policy, string before, InMemoryEngineOptions options, bool crash)
    {
        Use(options);
        CreateContainerRequest request = policy is "auto-remove" ? Request() with { HostConfig = new HostConfig { AutoRemove = true } } : Request(policy);
        string id = before is "created" ? await CreateAsync(request: request) : await RunAsync(request: request);
        if (before is "stopped") await Engine.Containers.StopAsync(id, grace: null);
        if (before is "paused") await Engine.Containers.PauseAsync(id);

        if (crash) Engine.CrashEngine();
        Engine.RestartEngine();

        IReadOnlyList<ContainerSummary> list = await Engine.Containers.ListAsync(new ContainerListQuery());
        return list.SingleOrDefault()?.State ?? "gone";
    }
}
