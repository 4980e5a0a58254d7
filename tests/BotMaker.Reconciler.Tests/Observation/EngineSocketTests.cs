using System.Net.Sockets;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Tests.Daemon;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Observation;

[TestFixture]
public sealed class EngineSocketTests
{
    [Test]
    public void IsGone_WhenTheFileIs_AndOnlyForSocketsOfThisHost()
    {
        using var directory = new TemporaryDirectory();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(directory["docker.sock"]));

        EngineSocket.IsGone($"unix://{directory["docker.sock"]}").Should().BeFalse();
        EngineSocket.IsGone($"unix://{directory["none.sock"]}").Should().BeTrue();
        EngineSocket.IsGone("tcp://elsewhere:2376").Should().BeFalse();
        EngineSocket.IsGone("memory://").Should().BeFalse();
    }

    [Test]
    public async Task WhileTheEngineEnds_NothingIsCreatedOrStarted_AndItCountsAsAnOutage()
    {
        var clock = new ManualTimeProvider();
        await using var engine = new InMemoryEngine(clock);
        engine.AddImage("bot:1");
        var id = (await engine.Containers.CreateAsync("bot-a", new CreateContainerRequest { Image = "bot:1" })).Id;
        engine.Calls.Reset();
        var guarded = new GuardedEngine(engine, new EnginePipelines(new ImpatientClock(clock)), static () => true);

        var start = () => guarded.Containers.StartAsync(id);
        var create = () => guarded.Containers.CreateAsync("bot-b", new CreateContainerRequest { Image = "bot:1" });

        EngineAvailability.IsOutage((await start.Should().ThrowAsync<DockerEngineException>()).Which).Should().BeTrue();
        EngineAvailability.IsOutage((await create.Should().ThrowAsync<DockerEngineException>()).Which).Should().BeTrue();
        engine.Calls.Total.Should().Be(0);
        (await guarded.Containers.InspectAsync(id)).State!.Status.Should().Be("created", "looking goes on");
    }
}
