using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.Conformance;

[TestFixture(Reach.Direct)]
[TestFixture(Reach.OverSocket)]
public sealed class ContainerConformanceTests(Reach reach) : ConformanceFixture(reach)
{
    private static CreateContainerRequest Full() => Request() with
    {
        Hostname = "a",
        User = "1000:1000",
        WorkingDir = "/home/node",
        Entrypoint = ["openclaw"],
        Cmd = ["gateway", "run"],
        Env = ["TZ=Europe/Berlin", "EMPTY="],
        ExposedPorts = new Dictionary<string, EmptyObject>(StringComparer.Ordinal) { ["18789/tcp"] = new() },
        StopSignal = "SIGTERM",
        StopTimeout = 30,
        Healthcheck = new HealthCheck { Test = ["CMD", "probe"], Interval = 30_000_000_000, Timeout = 5_000_000_000, Retries = 3, StartPeriod = 180_000_000_000 },
        HostConfig = new HostConfig
        {
            NetworkMode = "bridge",
            PortBindings = new Dictionary<string, IReadOnlyList<PortBinding>?>(StringComparer.Ordinal) { ["18789/tcp"] = [new PortBinding("127.0.0.1", "19101")] },
            RestartPolicy = new RestartPolicy("on-failure", 3),
            Mounts = [new Mount { Type = "bind", Source = "/srv/a", Target = "/home/node/.openclaw" }, new Mount { Type = "bind", Source = "/srv/c", Target = "/etc/c", ReadOnly = true }],
            Tmpfs = new Dictionary<string, string>(StringComparer.Ordinal) { ["/tmp"] = "size=256m" },
            Memory = 2L << 30,
            NanoCpus = 2_000_000_000,
            PidsLimit = 512,
            ReadonlyRootfs = true,
            Init = true,
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges"],
            LogConfig = new LogConfig("json-file", new Dictionary<string, string>(StringComparer.Ordinal) { ["max-size"] = "10m" }),
        },
        NetworkingConfig = new NetworkingConfig(new Dictionary<string, EndpointSettings>(StringComparer.Ordinal) { ["bridge"] = new() }),
    };

    [Test]
    public async Task Created_IsInspectedAsItWasAskedFor()
    {
        CreateContainerRequest request = Full();

        ContainerInspection container = await Engine.Containers.InspectAsync(await RunAsync(request: request));

        container.Name.Should().Be("/bot-a");
        container.Config.Should().BeEquivalentTo(new { request.Hostname, request.User, request.Entrypoint, request.Cmd, request.Image, request.StopSignal, request.StopTimeout, request.Healthcheck });
        container.Config!.Env.Should().Contain(request.Env);
        container.Config.Labels.Should().Contain("bot", "a");
        container.HostConfig.Should().BeEquivalentTo(request.HostConfig, options => options.Excluding(host => host!.MemorySwap));
        container.NetworkSettings!.Ports.Should().ContainKey("18789/tcp").WhoseValue.Should().Equal(new PortBinding("127.0.0.1", "19101"));
        container.State.Should().BeEquivalentTo(new { Status = "running", Running = true, Paused = false, Restarting = false, Dead = false, ExitCode = 0L });
        container.State!.Health!.Status.Should().Be("starting");
    }

    [Test]
    public async Task Inspected_SaysWhatTheEngineSays()
    {
        string id = await RunAsync(request: Full());

        (await Engine.Containers.InspectAsync(id)).Should().BeEquivalentTo(await World.Containers.InspectAsync(id));
    }

    [Test]
    public async Task Listed_ByLabelNameNetworkAndState()
    {
        string a = await RunAsync("bot-a", Request("a"));
        string b = await CreateAsync("bot-b", Request("b"));
        string ab = await CreateAsync("bot-ab", Request("b") with { HostConfig = new HostConfig { NetworkMode = "none" } });

        (await IdsAsync(new ContainerListQuery())).Should().Equal(ab, b, a);
        (await IdsAsync(new ContainerListQuery { All = false })).Should().Equal(a);
        (await IdsAsync(new ContainerListQuery { Labels = ["bot"] })).Should().Equal(ab, b, a);
        (await IdsAsync(new ContainerListQuery { Labels = ["bot=b"] })).Should().Equal(ab, b);
        (await IdsAsync(new ContainerListQuery { Labels = ["bot=b", "other"] })).Should().BeEmpty();
        (await IdsAsync(new ContainerListQuery { Name = "bot-a" })).Should().Equal(a);
        (await IdsAsync(new ContainerListQuery { Network = "none" })).Should().Equal(ab);
    }

    [Test]
    public async Task ListedLine_HasNamesLabelsStateAndImage()
    {
        string id = await RunAsync();

        ContainerSummary line = (await Engine.Containers.ListAsync(new ContainerListQuery())).Should().ContainSingle().Which;

        line.Should().BeEquivalentTo((await World.Containers.ListAsync(new ContainerListQuery()))[0]);
        line.Should().BeEquivalentTo(new { Id = id, Names = new[] { "/bot-a" }, Image, State = "running" });
    }

    [Test]
    public async Task StartAndStop_TellWhetherThereWasSomethingToDo()
    {
        string id = await CreateAsync();

        (await Engine.Containers.StopAsync(id, grace: null)).Should().Be(MutationResult.AlreadySo);
        (await Engine.Containers.StartAsync(id)).Should().Be(MutationResult.Done);
        (await Engine.Containers.StartAsync(id)).Should().Be(MutationResult.AlreadySo);
        (await Engine.Containers.StopAsync(id, TimeSpan.FromSeconds(3))).Should().Be(MutationResult.Done);
        (await StatusAsync(id)).Should().Be("exited");
    }

    [Test]
    public async Task Stop_WithoutGrace_KillsAtOnce()
    {
        Process = SimulatedProcess.Gateway with { IgnoresStopSignal = true };
        string id = await RunAsync();

        await Engine.Containers.StopAsync(id, TimeSpan.Zero);

        (await Engine.Containers.InspectAsync(id)).State!.ExitCode.Should().Be(137);
    }

    [Test]
    public async Task KillPauseUnpauseRename_DoWhatTheySay()
    {
        string id = await RunAsync();

        await Engine.Containers.PauseAsync(id);
        (await StatusAsync(id)).Should().Be("paused");
        await Engine.Containers.UnpauseAsync(id);
        (await StatusAsync(id)).Should().Be("running");
        await Engine.Containers.RenameAsync(id, "bot-z");
        (await Engine.Containers.InspectAsync("bot-z")).Id.Should().Be(id);
        await Engine.Containers.KillAsync(id, "SIGKILL");
        (await Engine.Containers.InspectAsync(id)).State.Should().BeEquivalentTo(new { Status = "exited", ExitCode = 137L });
    }

    [Test]
    public async Task Update_ChangesLimitsAndPolicyInPlace()
    {
        string id = await RunAsync(request: Full());
        var change = new UpdateContainerRequest { Memory = 3L << 30, MemorySwap = 3L << 30, NanoCpus = 1_000_000_000, PidsLimit = 99, RestartPolicy = new RestartPolicy("no") };

        (await Engine.Containers.UpdateAsync(id, change)).Should().BeEmpty();

        (await Engine.Containers.InspectAsync(id)).HostConfig.Should().BeEquivalentTo(change);
    }

    [Test]
    public async Task Removed_IsGone()
    {
        string id = await RunAsync();

        await Engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: true);

        (await FailureAsync(() => Engine.Containers.InspectAsync(id))).Kind.Should().Be(EngineErrorKind.NotFound);
        (await IdsAsync(new ContainerListQuery())).Should().BeEmpty();
    }

    [Test]
    public async Task Wait_CompletesWithTheExitCode()
    {
        string id = await RunAsync();
        Task<long> exit = Engine.Containers.WaitAsync(id, ContainerWaitCondition.NextExit);
        Task<long> removal = Engine.Containers.WaitAsync(id, ContainerWaitCondition.Removed);
        await ArrivedAsync("container_wait", 2);

        World.KillProcess(id, exitCode: 3);

        (await exit).Should().Be(3);
        (await Engine.Containers.WaitAsync(id, ContainerWaitCondition.NotRunning)).Should().Be(3);
        removal.IsCompleted.Should().BeFalse();
        await Engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false);
        (await removal).Should().Be(3);
    }

    [TestCase("missing", "start", EngineErrorKind.NotFound, 404)]
    [TestCase("missing", "kill", EngineErrorKind.NotFound, 404)]
    [TestCase("created", "kill", EngineErrorKind.Conflict, 409)]
    [TestCase("created", "pause", EngineErrorKind.Conflict, 409)]
    [TestCase("created", "unpause", EngineErrorKind.ServerError, 500)]
    [TestCase("created", "bad-signal", EngineErrorKind.Invalid, 400)]
    [TestCase("running", "remove", EngineErrorKind.Conflict, 409)]
    [TestCase("running", "rename-taken", EngineErrorKind.Conflict, 409)]
    [TestCase("running", "rename-bad", EngineErrorKind.Invalid, 400)]
    [TestCase("running", "bad-policy", EngineErrorKind.Invalid, 400)]
    public async Task RefusedCall_HasKindStatusAndTheEnginesWords(string state, string operation, EngineErrorKind kind, int status)
    {
        string id = state switch { "missing" => new string('a', 64), "created" => await CreateAsync(), _ => await RunAsync() };
        await CreateAsync("taken", Request("b"));
        Task CallAsync(IContainerEngine engine) => operation switch
        {
            "start" => engine.Containers.StartAsync(id),
            "kill" => engine.Containers.KillAsync(id, "SIGKILL"),
            "bad-signal" => engine.Containers.KillAsync(id, "ZORK"),
            "pause" => engine.Containers.PauseAsync(id),
            "unpause" => engine.Containers.UnpauseAsync(id),
            "remove" => engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false),
            "rename-taken" => engine.Containers.RenameAsync(id, "taken"),
            "rename-bad" => engine.Containers.RenameAsync(id, "_x"),
            _ => engine.Containers.UpdateAsync(id, new UpdateContainerRequest { RestartPolicy = new RestartPolicy("sometimes") }),
        };

        DockerEngineException failure = await FailureAsync(() => CallAsync(Engine));

        failure.Should().BeEquivalentTo(new { Kind = kind, StatusCode = (System.Net.HttpStatusCode)status });
        DockerEngineException direct = await FailureAsync(() => CallAsync(World));
        failure.Should().BeEquivalentTo(new { direct.Message, direct.Operation });
    }

    [Test]
    public async Task CreateWithTakenName_IsAConflictThatNamesTheHolder()
    {
        string id = await CreateAsync();

        DockerEngineException failure = await FailureAsync(() => CreateAsync());

        failure.Kind.Should().Be(EngineErrorKind.Conflict);
        failure.Message.Should().Contain(id);
    }

    [Test]
    public async Task CreateWithUnknownImage_IsNotFound() =>
        (await FailureAsync(() => CreateAsync(request: Request() with { Image = "nowhere:1" }))).Kind.Should().Be(EngineErrorKind.NotFound);

    private async Task<IEnumerable<string>> IdsAsync(ContainerListQuery query) => (await Engine.Containers.ListAsync(query)).Select(line => line.Id);
}
