using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Tests.Fakes;
using BotMaker.DockerEngine.Transport;
using Microsoft.AspNetCore.Http;

namespace BotMaker.DockerEngine.Tests.Transport;

[TestFixture]
internal sealed class DeadlineTests : WireTests
{
    [Test]
    public async Task NoAnswer_IsATimeoutAtTheLimit()
    {
        await Client.System.PingAsync();
        var asked = Silence("GET", "/info");
        var call = Client.System.GetInfoAsync();
        await asked.Task;

        Clock.Advance(TimeSpan.FromSeconds(9.9));
        call.IsCompleted.Should().BeFalse();
        Clock.Advance(TimeSpan.FromSeconds(0.2));

        var failure = await FailureOfAsync(() => call);
        failure.Kind.Should().Be(EngineErrorKind.Timeout);
        failure.Message.Should().Contain("within 10 s");
        failure.IsEngineDown.Should().BeFalse();
    }

    [Test]
    public async Task BodyThatStalls_IsATimeoutToo()
    {
        await Client.System.PingAsync();
        var sent = new TaskCompletionSource();
        Engine.On("GET", "/info", async context =>
        {
            await FakeEngine.SendAsync(context, """{"Name":"h""");
            sent.SetResult();
            await UntilClosedAsync(context);
        });
        var call = Client.System.GetInfoAsync();
        await sent.Task;

        Clock.Advance(TimeSpan.FromSeconds(11));

        (await FailureOfAsync(() => call)).Kind.Should().Be(EngineErrorKind.Timeout);
    }

    [Test]
    public async Task SilentPing_EndsAfterThreeSeconds()
    {
        var asked = Silence("GET", "/_ping");
        var call = Client.System.PingAsync();
        await asked.Task;

        Clock.Advance(TimeSpan.FromSeconds(3.1));

        (await FailureOfAsync(() => call)).Kind.Should().Be(EngineErrorKind.Timeout);
    }

    [TestCase(30, 44, 46)]
    [TestCase(0, 14, 16)]
    public async Task Stop_MayTakeItsGraceAndAMargin(int grace, int notYet, int over)
    {
        await Client.System.PingAsync();
        var asked = Silence("POST", $"/containers/{Id}/stop");
        var call = Client.Containers.StopAsync(Id, TimeSpan.FromSeconds(grace));
        await asked.Task;

        Clock.Advance(TimeSpan.FromSeconds(notYet));
        call.IsCompleted.Should().BeFalse();
        Clock.Advance(TimeSpan.FromSeconds(over - notYet));

        (await FailureOfAsync(() => call)).Kind.Should().Be(EngineErrorKind.Timeout);
    }

    [Test]
    public async Task Wait_HasNoLimitButItsCaller()
    {
        await Client.System.PingAsync();
        var asked = Silence("POST", $"/containers/{Id}/wait");
        using var caller = new CancellationTokenSource();
        var call = Client.Containers.WaitAsync(Id, ContainerWaitCondition.NextExit, caller.Token);
        await asked.Task;
        Clock.Advance(TimeSpan.FromDays(30));
        call.IsCompleted.Should().BeFalse();

        await caller.CancelAsync();

        var ended = () => call;
        (await ended.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
    }

    [Test]
    public async Task CallerCancels_IsNoEngineFailureAndClosesTheConnection()
    {
        await Client.System.PingAsync();
        var closed = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        Engine.On("GET", "/info", async context =>
        {
            asked.SetResult();
            await UntilClosedAsync(context);
            closed.SetResult();
        });
        using var caller = new CancellationTokenSource();
        var call = Client.System.GetInfoAsync(caller.Token);
        await asked.Task;

        await caller.CancelAsync();

        var ended = () => call;
        (await ended.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
        await closed.Task;
        Calls.Should().Contain(observed => observed.Operation == "info" && observed.Outcome == "canceled");
    }

    [Test]
    public void RequestTimeout_ScalesTheOrdinaryCalls()
    {
        var timeouts = EngineTimeouts.ForRequestTimeout(TimeSpan.FromSeconds(60));

        timeouts.Should().Be(new EngineTimeouts
        {
            Query = TimeSpan.FromSeconds(20),
            Create = TimeSpan.FromSeconds(60),
            Start = TimeSpan.FromSeconds(120),
            Remove = TimeSpan.FromSeconds(120),
            StopMargin = TimeSpan.FromSeconds(30),
            DiskUsage = TimeSpan.FromSeconds(120),
        });
        EngineTimeouts.ForRequestTimeout(TimeSpan.FromSeconds(30)).Should().Be(new EngineTimeouts());
    }

    private static Task UntilClosedAsync(HttpContext context)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(() => closed.TrySetResult());
        return closed.Task;
    }

    private TaskCompletionSource Silence(string method, string path)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Engine.On(method, path, async context =>
        {
            asked.TrySetResult();
            await UntilClosedAsync(context);
        });
        return asked;
    }
}
