using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class ConcurrencyTests : EngineFixture
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task SecondStopWithAShorterGrace_Wins()
    {
        Processes(new SimulatedProcess { IgnoresStopSignal = true });
        string id = await RunAsync();
        Task<MutationResult> first = Engine.Containers.StopAsync(id, 30 * Second);
        Clock.Advance(Second);
        Task<MutationResult> second = Engine.Containers.StopAsync(id, Second);
        Clock.Advance(Second);

        (await first).Should().Be(MutationResult.Done);
        (await second).Should().Be(MutationResult.Done);
        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "exited", ExitCode = 137L });
        (await EventsAsync()).Should().Equal("create", "start", "kill(15)", "kill(15)", "kill(9)", "die(137)", "stop", "stop");
    }

    [Test]
    public async Task DuringAStop_StartIsAlreadySoAndRemovalRefused()
    {
        Processes(new SimulatedProcess { StopDuration = 5 * Second, StopExitCode = 143 });
        string id = await RunAsync();
        Task stop = Engine.Containers.StopAsync(id, grace: null);

        (await Engine.Containers.StartAsync(id)).Should().Be(MutationResult.AlreadySo);
        (await RefusalAsync(() => Engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false))).Kind.Should().Be(EngineErrorKind.Conflict);

        Clock.Advance(5 * Second);
        await stop;
        (await StateAsync(id)).ExitCode.Should().Be(143);
    }

    [TestCase(null, 10)]
    [TestCase(20, 20)]
    public async Task StopWithoutGrace_TakesTheContainersOwn(int? stopTimeout, int expected)
    {
        Processes(new SimulatedProcess { IgnoresStopSignal = true });
        string id = await RunAsync(request: Request() with { StopTimeout = stopTimeout });
        Task stop = Engine.Containers.StopAsync(id, grace: null);

        Clock.Advance(expected * Second - TimeSpan.FromTicks(1));
        stop.IsCompleted.Should().BeFalse();
        Clock.Advance(TimeSpan.FromTicks(1));
        await stop;
    }

    [Test]
    public async Task StopWithoutAnyGrace_TermsAndKills()
    {
        Processes(new SimulatedProcess { StopDuration = Second });
        string id = await RunAsync();

        await Engine.Containers.StopAsync(id, TimeSpan.Zero);

        (await EventsAsync()).Should().Equal("create", "start", "kill(15)", "kill(9)", "die(137)", "stop");
    }

    [Test]
    public async Task CallerThatLeaves_DoesNotEndTheStop()
    {
        Processes(new SimulatedProcess { IgnoresStopSignal = true });
        string id = await RunAsync();
        using var caller = new CancellationTokenSource();
        Task stop = Engine.Containers.StopAsync(id, 5 * Second, caller.Token);
        await caller.CancelAsync();
        await FluentActions.Awaiting(() => stop).Should().ThrowAsync<OperationCanceledException>();

        Task<long> exit = Engine.Containers.WaitAsync(id, ContainerWaitCondition.NotRunning);
        Clock.Advance(5 * Second);

        (await exit).Should().Be(137);
    }

    [Test]
    public async Task CallerThatLeaves_DoesNotEndTheStart()
    {
        Use(new InMemoryEngineOptions { StartDelay = Second });
        string id = await CreateAsync();
        using var caller = new CancellationTokenSource();
        Task start = Engine.Containers.StartAsync(id, caller.Token);
        await caller.CancelAsync();
        await FluentActions.Awaiting(() => start).Should().ThrowAsync<OperationCanceledException>();

        (await ListedAsync(id)).State.Should().Be("created", "a list does not wait");
        Task<ContainerInspection> inspection = Engine.Containers.InspectAsync(id);
        inspection.IsCompleted.Should().BeFalse("an inspection waits for the container's lock");
        Clock.Advance(Second);

        (await inspection).State!.Status.Should().Be("running");
    }

    [Test]
    public async Task TwoStarts_AreDoneAndAlreadySo()
    {
        Use(new InMemoryEngineOptions { StartDelay = Second });
        string id = await CreateAsync();
        Task<MutationResult>[] starts = [Engine.Containers.StartAsync(id), Engine.Containers.StartAsync(id)];
        Clock.Advance(Second);

        (await Task.WhenAll(starts)).Should().Equal(MutationResult.Done, MutationResult.AlreadySo);
    }

    [Test]
    public async Task RemovalDuringAStart_WaitsAndThenFindsItRunning()
    {
        Use(new InMemoryEngineOptions { StartDelay = Second });
        string id = await CreateAsync();
        Task start = Engine.Containers.StartAsync(id);
        Task gentle = Engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false);
        Task forced = Engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: false);
        gentle.IsCompleted.Should().BeFalse();
        Clock.Advance(Second);

        await start;
        (await RefusalAsync(() => gentle)).Message.Should().StartWith("You cannot remove a running container");
        await forced;
    }

    [Test]
    public async Task FourRemovals_OneSucceeds()
    {
        Use(new InMemoryEngineOptions { RemoveDelay = Second });
        string id = await CreateAsync();
        Task<string>[] removals = [.. Enumerable.Range(0, 4).Select(_ => CodeOfAsync(async () =>
        {
            await Engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: false);
            return "204";
        }))];
        (await RefusalAsync(() => CreateAsync())).Kind.Should().Be(EngineErrorKind.Conflict, "the name is held until it is gone");
        Clock.Advance(Second);

        (await Task.WhenAll(removals)).Should().BeEquivalentTo("204", "409", "409", "409");
        (await EventsAsync()).Should().Equal("create", "destroy");
    }

    [Test]
    public async Task Waits_AnswerAtTheirCondition()
    {
        string id = await CreateAsync();
        (await Engine.Containers.WaitAsync(id, ContainerWaitCondition.NotRunning)).Should().Be(0);
        Task<long> next = Engine.Containers.WaitAsync(id, ContainerWaitCondition.NextExit);
        Task<long> removed = Engine.Containers.WaitAsync(id, ContainerWaitCondition.Removed);
        await Engine.Containers.StartAsync(id);
        next.IsCompleted.Should().BeFalse();

        Engine.KillProcess(id, 4);
        (await next).Should().Be(4);
        removed.IsCompleted.Should().BeFalse();
        await Engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false);
        (await removed).Should().Be(4);
    }

    [Test]
    public async Task ManyCallersAtOnce_KeepNamesUnique()
    {
        string[] outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => CodeOfAsync(async () =>
        {
            string id = await CreateAsync($"bot-{number % 50}");
            await Engine.Containers.StartAsync(id);
            return "201";
        }))));

        outcomes.Count(outcome => outcome is "201").Should().Be(50);
        outcomes.Count(outcome => outcome is "409").Should().Be(150);
        IReadOnlyList<ContainerSummary> list = await Engine.Containers.ListAsync(new ContainerListQuery());
        list.Select(line => line.Names![0]).Should().OnlyHaveUniqueItems().And.HaveCount(50);
    }
}
