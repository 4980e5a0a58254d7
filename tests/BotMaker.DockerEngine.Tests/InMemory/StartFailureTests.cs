using System.Net;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Networks;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class StartFailureTests : EngineFixture
{
    private static CreateContainerRequest Publishing(string? address, string port, bool exposed = true) => Request("always") with
    {
        ExposedPorts = exposed ? new Dictionary<string, EmptyObject>(StringComparer.Ordinal) { ["18789/tcp"] = new() } : null,
        HostConfig = new HostConfig
        {
            RestartPolicy = new RestartPolicy("always"),
            PortBindings = new Dictionary<string, IReadOnlyList<PortBinding>?>(StringComparer.Ordinal) { ["18789/tcp"] = [new PortBinding(address, port)] },
        },
    };

    [TestCase("127.0.0.1", "127.0.0.1")]
    [TestCase("0.0.0.0", "127.0.0.1")]
    [TestCase("127.0.0.1", null)]
    public async Task PortOfAnotherContainer_LeavesItCreatedWithTheError(string? first, string? second)
    {
        await RunAsync("bot-a", Publishing(first, "18081"));
        string id = await CreateAsync("bot-b", Publishing(second, "18081"));

        DockerEngineException refusal = await RefusalAsync(() => Engine.Containers.StartAsync(id));

        refusal.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        refusal.Message.Should().EndWith(":18081 failed: port is already allocated").And.StartWith("driver failed programming external connectivity on endpoint bot-b");
        ContainerState state = await StateAsync(id);
        state.Should().BeEquivalentTo(new { Status = "created", ExitCode = 128L, Error = refusal.Message, Running = false, Pid = 0L });
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await StatusAsync(id)).Should().Be("created", "no policy is applied after a failed start");
    }

    [Test]
    public async Task PortOfAHostProcess_SaysAddressInUse()
    {
        Engine.OccupyPort(18081);
        string id = await CreateAsync(request: Publishing("127.0.0.1", "18081"));

        (await RefusalAsync(() => Engine.Containers.StartAsync(id))).Message.Should().EndWith("listen tcp4 127.0.0.1:18081: bind: address already in use");

        Engine.VacatePort(18081);
        (await Engine.Containers.StartAsync(id)).Should().Be(MutationResult.Done);
        (await StateAsync(id)).Error.Should().BeEmpty();
    }

    [Test]
    public async Task ContainerThatHadRun_KeepsItsFormerExitCode()
    {
        string id = await RunAsync("bot-a", Publishing("127.0.0.1", "18081"));
        await Engine.Containers.KillAsync(id, "SIGKILL");
        string startedAt = (await StateAsync(id)).StartedAt!;
        await RunAsync("bot-b", Publishing("127.0.0.1", "18081"));
        Clock.Advance(TimeSpan.FromSeconds(1));

        await RefusalAsync(() => Engine.Containers.StartAsync(id));

        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "exited", ExitCode = 137L, StartedAt = startedAt });
    }

    [Test]
    public async Task StoppedContainer_GivesItsPortBack()
    {
        string first = await RunAsync("bot-a", Publishing("127.0.0.1", "18081"));
        string second = await CreateAsync("bot-b", Publishing("127.0.0.1", "18081"));

        await Engine.Containers.StopAsync(first, grace: null);

        (await Engine.Containers.StartAsync(second)).Should().Be(MutationResult.Done);
        (await Engine.Containers.InspectAsync(second)).NetworkSettings!.Ports!["18789/tcp"].Should().Equal(new PortBinding("127.0.0.1", "18081"));
    }

    [Test]
    public async Task EphemeralPortsAndRanges_TakeWhatIsFree()
    {
        string first = await RunAsync("bot-a", Publishing("127.0.0.1", "18081-18082"));
        string second = await RunAsync("bot-b", Publishing("127.0.0.1", "18081-18082"));
        string third = await RunAsync("bot-c", Publishing("127.0.0.1", ""));

        string?[] ports = [await PortOfAsync(first), await PortOfAsync(second), await PortOfAsync(third)];
        ports.Should().Equal("18081", "18082", "49153");
    }

    [Test]
    public async Task BindingWithoutExposedPort_IsSilentlyNotPublished()
    {
        string id = await RunAsync(request: Publishing("127.0.0.1", "18081", exposed: false));

        (await StatusAsync(id)).Should().Be("running");
        (await Engine.Containers.InspectAsync(id)).NetworkSettings!.Ports.Should().BeEmpty();
    }

    [Test]
    public async Task MissingEntrypoint_IsExitCode127()
    {
        Processes(new SimulatedProcess { StartFailure = StartFailure.EntrypointMissing("openclaw") });
        string id = await CreateAsync();

        (await RefusalAsync(() => Engine.Containers.StartAsync(id))).Kind.Should().Be(EngineErrorKind.Invalid);

        ContainerState state = await StateAsync(id);
        (state.Status, state.ExitCode).Should().Be(("created", 127));
        state.Error.Should().Contain("executable file not found in $PATH");
    }

    [Test]
    public async Task VanishedBindSource_LeavesNoError()
    {
        var present = new HashSet<string>(StringComparer.Ordinal) { "/srv/bot" };
        Use(new InMemoryEngineOptions { SourceExists = present.Contains });
        CreateContainerRequest request = Request() with { HostConfig = new HostConfig { Mounts = [new Mount { Type = "bind", Source = "/srv/bot", Target = "/data" }] } };
        string id = await CreateAsync(request: request);
        present.Clear();

        DockerEngineException refusal = await RefusalAsync(() => Engine.Containers.StartAsync(id));

        refusal.Kind.Should().Be(EngineErrorKind.Invalid);
        refusal.Message.Should().Be("invalid mount config for type \"bind\": bind source path does not exist: /srv/bot");
        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "created", ExitCode = 0L, Error = "" });
        (await RefusalAsync(() => CreateAsync("bot-b", request))).Kind.Should().Be(EngineErrorKind.Invalid, "create looks as well");
        await FluentActions.Awaiting(() => CreateAsync("bot-b")).Should().NotThrowAsync("a refused create frees the name");
    }

    [Test]
    public async Task MissingNetwork_IsNotFoundAtStart()
    {
        string id = await CreateAsync(request: Request() with { HostConfig = new HostConfig { NetworkMode = "nowhere" } });

        DockerEngineException refusal = await RefusalAsync(() => Engine.Containers.StartAsync(id));

        (refusal.Kind, refusal.Message).Should().Be((EngineErrorKind.NotFound, "network nowhere not found"));
        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "created", ExitCode = 128L });
    }

    [Test]
    public async Task NetworkMadeAnew_IsNotTheOneTheContainerKnows()
    {
        string network = await Engine.Networks.CreateAsync(new CreateNetworkRequest { Name = "bots" });
        string id = await RunAsync(request: Request() with { HostConfig = new HostConfig { NetworkMode = "bots" } });
        (await RefusalAsync(() => Engine.Networks.RemoveAsync(network))).Message.Should().Be($"error while removing network: network bots id {network} has active endpoints");
        await Engine.Containers.StopAsync(id, grace: null);
        await Engine.Networks.RemoveAsync(network);
        await Engine.Networks.CreateAsync(new CreateNetworkRequest { Name = "bots" });

        (await RefusalAsync(() => Engine.Containers.StartAsync(id))).Message.Should().Be($"network {network} not found");
    }

    [TestCase("x", "No such image: x:latest")]
    [TestCase("registry:5000/x", "No such image: registry:5000/x:latest")]
    [TestCase("docker.io/library/x:2", "No such image: x:2")]
    public async Task MissingImage_IsNotFoundAtCreate(string image, string message)
    {
        DockerEngineException refusal = await RefusalAsync(() => CreateAsync(request: Request() with { Image = image }));

        (refusal.Kind, refusal.Message).Should().Be((EngineErrorKind.NotFound, message));
    }

    private async Task<string?> PortOfAsync(string id) => (await Engine.Containers.InspectAsync(id)).NetworkSettings!.Ports!["18789/tcp"]![0].HostPort;
}
