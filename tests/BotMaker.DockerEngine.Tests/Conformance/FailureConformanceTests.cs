using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;

namespace BotMaker.DockerEngine.Tests.Conformance;

/// <summary>The engine fails, hangs, crashes and comes back.</summary>
[TestFixture(Reach.Direct)]
[TestFixture(Reach.OverSocket)]
public sealed class FailureConformanceTests(Reach reach) : ConformanceFixture(reach)
{
    [Test]
    public async Task FailingEngine_IsAServerError()
    {
        World.FailNext("container_list");

        DockerEngineException failure = await FailureAsync(() => Engine.Containers.ListAsync(new ContainerListQuery()));

        failure.Should().BeEquivalentTo(new { Kind = EngineErrorKind.ServerError, IsEngineDown = false, Message = "placed fault" });
    }

    [Test]
    public async Task DeadEngine_IsUnavailable_AndFoundAgainWhenItIsBack()
    {
        string id = await RunAsync();
        World.CrashEngine();

        DockerEngineException failure = await FailureAsync(() => Engine.Containers.InspectAsync(id));
        World.StartEngine();

        failure.Should().BeEquivalentTo(new { Kind = EngineErrorKind.Unavailable, IsEngineDown = true });
        (await StatusAsync(id)).Should().Be("exited");
    }

    [Test]
    public async Task LostReply_IsUnavailable_AndTheEngineHasDoneItsWork()
    {
        await Engine.System.PingAsync();
        World.LoseReplyOf("container_create");

        DockerEngineException failure = await FailureAsync(() => CreateAsync());

        failure.Kind.Should().Be(EngineErrorKind.Unavailable);
        (await Engine.Containers.ListAsync(new ContainerListQuery { Name = "bot-a" })).Should().ContainSingle();
    }

    [Test]
    public async Task CallerThatLeaves_GetsItsCancellation_AndTheEngineGoesOn()
    {
        string id = await CreateAsync();
        using IDisposable hang = World.Hang("container_list");
        using var leaving = new CancellationTokenSource();
        Task list = Engine.Containers.ListAsync(new ContainerListQuery(), leaving.Token);
        await ArrivedAsync("container_list", 1);

        await leaving.CancelAsync();

        (await list.Invoking(call => call).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(leaving.Token);
        (await Engine.Containers.StartAsync(id)).Should().Be(MutationResult.Done);
    }

    [Test]
    public async Task FailedStart_LeavesItsReason()
    {
        World.OccupyPort(19101);
        CreateContainerRequest request = Request() with
        {
            ExposedPorts = new Dictionary<string, EmptyObject>(StringComparer.Ordinal) { ["80/tcp"] = new() },
            HostConfig = new HostConfig
            {
                PortBindings = new Dictionary<string, IReadOnlyList<PortBinding>?>(StringComparer.Ordinal) { ["80/tcp"] = [new PortBinding("127.0.0.1", "19101")] },
            },
        };
        string id = await CreateAsync(request: request);

        DockerEngineException failure = await FailureAsync(() => Engine.Containers.StartAsync(id));

        failure.Kind.Should().Be(EngineErrorKind.ServerError);
        failure.Message.Should().Contain("address already in use");
        ContainerState state = (await Engine.Containers.InspectAsync(id)).State!;
        state.Should().BeEquivalentTo(new { Status = "created", ExitCode = 128L });
        state.Error.Should().Contain("address already in use");
    }
}
