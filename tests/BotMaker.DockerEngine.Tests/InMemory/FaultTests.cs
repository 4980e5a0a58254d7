using System.Net;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class FaultTests : EngineFixture
{
    [Test]
    public async Task FailNext_FailsThatOftenAndDoesNothing()
    {
        Engine.FailNext("container_create", count: 2);

        (await RefusalAsync(() => CreateAsync())).StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await RefusalAsync(() => CreateAsync())).Operation.Should().Be("container create");
        await CreateAsync();

        (await Engine.Containers.ListAsync(new ContainerListQuery())).Should().ContainSingle();
        Engine.Calls["container_create"].Should().Be(3);
    }

    [Test]
    public async Task FailNext_ThrowsTheGivenException()
    {
        var exception = new DockerEngineException(EngineErrorKind.Timeout, "container list", "no answer in 10 s");
        Engine.FailNext("container_list", exception);

        (await RefusalAsync(() => Engine.Containers.ListAsync(new ContainerListQuery()))).Should().BeSameAs(exception);
    }

    [Test]
    public async Task LostReply_DoesTheThing()
    {
        Engine.LoseReplyOf("container_create");

        (await RefusalAsync(() => CreateAsync())).Kind.Should().Be(EngineErrorKind.Unavailable);

        (await Engine.Containers.InspectAsync("bot-a")).Name.Should().Be("/bot-a");
    }

    [Test]
    public async Task LostRefusal_IsLostAsWell()
    {
        await CreateAsync();
        Engine.LoseReplyOf("container_create");

        (await RefusalAsync(() => CreateAsync())).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    [Test]
    public async Task HungCall_EndsByItsCallerOrByTheRelease()
    {
        using var caller = new CancellationTokenSource();
        IDisposable hang = Engine.Hang("container_list");
        Task cancelled = Engine.Containers.ListAsync(new ContainerListQuery(), caller.Token);
        Task<IReadOnlyList<ContainerSummary>> released = Engine.Containers.ListAsync(new ContainerListQuery());

        await caller.CancelAsync();
        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        released.IsCompleted.Should().BeFalse();
        await Engine.System.PingAsync();

        hang.Dispose();
        (await released).Should().BeEmpty();
        (await Engine.Containers.ListAsync(new ContainerListQuery())).Should().BeEmpty();
    }

    [Test]
    public void UnknownOperation_IsAnErrorOfTheTest()
    {
        FluentActions.Invoking(() => Engine.FailNext("container_begin")).Should().Throw<ArgumentException>().WithMessage("*container_begin*");
        FluentActions.Invoking(() => Engine.Hang("x")).Should().Throw<ArgumentException>();
    }

    [Test]
    public async Task CallLog_HasOrderAndTargets()
    {
        string id = await RunAsync();
        await Engine.Containers.StopAsync(id, grace: null);

        Engine.CallLog.Select(call => call.ToString()).Should().Equal("container_create bot-a", $"container_start {id}", $"container_stop {id}");
        Engine.Calls.Total.Should().Be(3);
        Engine.Calls["ping"].Should().Be(0);
    }

    [Test]
    public async Task Observer_HearsOutcomesAndDurations()
    {
        var calls = new List<EngineCall>();
        Use(new InMemoryEngineOptions { StartDelay = TimeSpan.FromSeconds(2), OnCompleted = calls.Add });
        string id = await CreateAsync();
        Task start = Engine.Containers.StartAsync(id);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await start;
        await Engine.Containers.StartAsync(id);
        await RefusalAsync(() => Engine.Containers.InspectAsync("nobody"));
        Engine.CrashEngine();
        await RefusalAsync(() => Engine.System.PingAsync());

        calls.Should().Equal(
            new EngineCall("container_create", "201", TimeSpan.Zero),
            new EngineCall("container_start", "204", TimeSpan.FromSeconds(2)),
            new EngineCall("container_start", "304", TimeSpan.Zero),
            new EngineCall("container_inspect", "404", TimeSpan.Zero),
            new EngineCall("ping", "unavailable", TimeSpan.Zero));
    }

    [Test]
    public async Task StaleList_SaysRunningAfterDieUntilItsTimeOrTheStopReply()
    {
        Use(new InMemoryEngineOptions { StaleListAfterDie = TimeSpan.FromMilliseconds(235) });
        string crashed = await RunAsync("bot-a");
        Engine.KillProcess(crashed, 1);

        (await ListedAsync(crashed)).State.Should().Be("running");
        (await StatusAsync(crashed)).Should().Be("exited", "an inspection is right");
        Clock.Advance(TimeSpan.FromMilliseconds(235));
        (await ListedAsync(crashed)).Should().BeEquivalentTo(new { State = "exited", Status = "Exited (1) Less than a second ago" });

        string stopped = await RunAsync("bot-b");
        await Engine.Containers.StopAsync(stopped, grace: null);
        (await ListedAsync(stopped)).State.Should().Be("exited", "a reply is followed by what it says");
    }
}
