using System.Text.Json;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Tests.Fakes;

namespace BotMaker.DockerEngine.Tests.Containers;

[TestFixture]
internal sealed class ContainerClientTests : WireTests
{
    [Test]
    public async Task List_SendsFiltersAsAMapOfArrays()
    {
        Engine.On("GET", "/containers/json", "[]");

        await Client.Containers.ListAsync(new ContainerListQuery { Labels = ["botmaker.bot-id", "a=b c&d"], Name = "bot.1", Network = "net" });

        var request = Engine.Requests.Should().ContainSingle().Subject;
        request.Query["all"].Should().Be("1");
        request.Query["filters"].Should().Be("""{"label":["botmaker.bot-id","a=b c\u0026d"],"name":["^/?bot\\.1$"],"network":["net"]}""");
        request.RawQuery.Should().NotContain(" ").And.NotContain("\"");
    }

    [Test]
    public async Task ListOfEverything_SendsNoFilters()
    {
        Engine.On("GET", "/containers/json", "[]");

        await Client.Containers.ListAsync(new ContainerListQuery { All = false });

        Engine.Requests.Should().ContainSingle().Which.RawQuery.Should().BeEmpty();
    }

    [Test]
    public async Task List_ReadsWhatNewerEnginesAndPodmanAdd()
    {
        Engine.On("GET", "/containers/json", """
            [{"Id":"a","Names":["/x"],"State":"hibernating","Status":null,"Created":null,"Labels":null,"Health":{"Status":"healthy"},"Future":[{}]},
             {"Id":"b","Names":null,"State":null,"Created":"12"}]
            """);

        var list = await Client.Containers.ListAsync(new ContainerListQuery());

        list.Should().HaveCount(2);
        list[0].State.Should().Be("hibernating");
        list[0].Created.Should().Be(0);
        list[1].State.Should().BeEmpty();
        list[1].Created.Should().Be(12);
    }

    [Test]
    public async Task Inspect_ReadsAllThatMatters()
    {
        Engine.On("GET", "/containers/bot-1/json", """
            {"Id":"abc","Name":"/bot-1","Image":"sha256:1","RestartCount":2,"State":{"Status":"exited","Running":null,"OOMKilled":true,"ExitCode":137,"Pid":0,
             "Error":"e","StartedAt":"2026-01-01T00:00:00.1Z","Health":{"Status":"unhealthy","FailingStreak":3,"Log":[{"ExitCode":-1,"Output":"o"}]}},
             "Config":{"Image":"x:1","Tty":true,"Env":["A=1"],"Labels":{"l":"v"},"StopTimeout":null,"Healthcheck":{"Test":["CMD","t"],"Interval":5}},
             "HostConfig":{"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3},"Memory":64,"PidsLimit":null,"PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}],"81/tcp":null}},
             "NetworkSettings":{"Networks":{"n":{"NetworkID":"id","IPAddress":"10.0.0.2"}},"Ports":{"80/tcp":null}},
             "Mounts":[{"Type":"bind","Source":"/s","Destination":"/d","RW":true}]}
            """);

        var container = await Client.Containers.InspectAsync("bot-1");

        container.Name.Should().Be("/bot-1");
        container.ImageId.Should().Be("sha256:1");
        container.RestartCount.Should().Be(2);
        container.State.Should().BeEquivalentTo(new { Status = "exited", Running = false, OomKilled = true, ExitCode = 137L, Error = "e" });
        container.State!.Health!.Log![0].ExitCode.Should().Be(-1);
        container.Config!.Tty.Should().BeTrue();
        container.HostConfig!.RestartPolicy.Should().Be(new RestartPolicy("on-failure", 3));
        container.HostConfig.PortBindings!["80/tcp"].Should().Equal(new PortBinding("127.0.0.1", "8080"));
        container.HostConfig.PortBindings["81/tcp"].Should().BeNull();
        container.NetworkSettings!.Networks!["n"].IpAddress.Should().Be("10.0.0.2");
        container.Mounts![0].Writable.Should().BeTrue();
    }

    [Test]
    public async Task Create_SendsOnlyWhatIsSet()
    {
        Engine.On("POST", "/containers/create", """{"Id":"new","Warnings":["w"]}""", 201);

        var created = await Client.Containers.CreateAsync("bot-1", new CreateContainerRequest
        {
            Image = "x:1",
            Cmd = ["run"],
            ExposedPorts = new Dictionary<string, EmptyObject>(StringComparer.Ordinal) { ["80/tcp"] = new() },
            HostConfig = new HostConfig { NetworkMode = "n", Init = true, RestartPolicy = new RestartPolicy("no") },
            NetworkingConfig = new NetworkingConfig(new Dictionary<string, EndpointSettings>(StringComparer.Ordinal) { ["n"] = new() }),
        });

        created.Id.Should().Be("new");
        created.Warnings.Should().Equal("w");
        var request = Engine.Requests.Should().ContainSingle().Subject;
        request.Query["name"].Should().Be("bot-1");
        request.Headers["Content-Type"].Should().Be("application/json");
        request.Body.Should().Be(
            """{"Image":"x:1","Cmd":["run"],"ExposedPorts":{"80/tcp":{}},"HostConfig":{"NetworkMode":"n","RestartPolicy":{"Name":"no","MaximumRetryCount":0},"Init":true},"NetworkingConfig":{"EndpointsConfig":{"n":{}}}}""");
    }

    [TestCase("1.43", false)]
    [TestCase("1.44", true)]
    public async Task StartInterval_IsSentOnlyToEnginesThatKnowIt(string version, bool sent)
    {
        Engine.ApiVersion = version;
        Engine.On("POST", "/containers/create", """{"Id":"new"}""", 201);

        await Client.Containers.CreateAsync("bot-1", new CreateContainerRequest { Image = "x", Healthcheck = new HealthCheck { Interval = 7, StartInterval = 5 } });

        using var body = JsonDocument.Parse(Engine.Requests[0].Body);
        var check = body.RootElement.GetProperty("Healthcheck");
        check.GetProperty("Interval").GetInt64().Should().Be(7);
        check.TryGetProperty("StartInterval", out _).Should().Be(sent);
    }

    [TestCase(204, MutationResult.Done)]
    [TestCase(304, MutationResult.AlreadySo)]
    public async Task StartAndStop_TellWhetherAnythingWasDone(int status, MutationResult expected)
    {
        Engine.OnStatus("POST", $"/containers/{Id}/start", status);
        Engine.OnStatus("POST", $"/containers/{Id}/stop", status);

        (await Client.Containers.StartAsync(Id)).Should().Be(expected);
        (await Client.Containers.StopAsync(Id, null)).Should().Be(expected);
    }

    [TestCase(null, "")]
    [TestCase(0.0, "?t=0")]
    [TestCase(12.0, "?t=12")]
    [TestCase(1.2, "?t=2")]
    public async Task StopGrace_IsSentInWholeSeconds(double? grace, string query)
    {
        Engine.OnStatus("POST", $"/containers/{Id}/stop", 204);

        await Client.Containers.StopAsync(Id, grace is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        Engine.Requests[0].RawQuery.Should().Be(query);
    }

    [Test]
    public async Task NegativeGrace_WhichWouldMeanForEver_IsRefused()
    {
        var stop = () => Client.Containers.StopAsync(Id, TimeSpan.FromSeconds(-1));

        await stop.Should().ThrowAsync<ArgumentOutOfRangeException>();
        Engine.Requests.Should().BeEmpty();
    }

    [TestCase(false, false, "")]
    [TestCase(true, false, "?force=1")]
    [TestCase(true, true, "?force=1&v=1")]
    public async Task Remove_SendsItsFlags(bool force, bool volumes, string query)
    {
        Engine.OnStatus("DELETE", $"/containers/{Id}", 204);

        await Client.Containers.RemoveAsync(Id, force, volumes);

        Engine.Requests[0].RawQuery.Should().Be(query);
    }

    [TestCase("")]
    [TestCase("bot-1")]
    [TestCase("0123456789ab")]
    [TestCase("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    [TestCase("../0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd")]
    public async Task ChangeWithAnythingButAFullId_IsRefusedBeforeItIsSent(string id)
    {
        Func<Task>[] changes =
        [
            () => Client.Containers.StartAsync(id),
            () => Client.Containers.StopAsync(id, null),
            () => Client.Containers.KillAsync(id, "SIGKILL"),
            () => Client.Containers.PauseAsync(id),
            () => Client.Containers.UnpauseAsync(id),
            () => Client.Containers.RemoveAsync(id, true, true),
            () => Client.Containers.RenameAsync(id, "x"),
            () => Client.Containers.UpdateAsync(id, new UpdateContainerRequest()),
            () => Client.Containers.ExecAsync(id, new ExecRequest { Command = ["x"] }),
            () => Client.Networks.RemoveAsync(id),
        ];

        foreach (var change in changes)
            await change.Should().ThrowAsync<ArgumentException>();
        Engine.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task KillAndRename_EscapeTheirArguments()
    {
        Engine.OnStatus("POST", $"/containers/{Id}/kill", 204);
        Engine.OnStatus("POST", $"/containers/{Id}/rename", 204);

        await Client.Containers.KillAsync(Id, "SIG&x=1");
        await Client.Containers.RenameAsync(Id, "a b#c");

        Engine.Requests[0].RawQuery.Should().Be("?signal=SIG%26x%3D1");
        Engine.Requests[1].Query["name"].Should().Be("a b#c");
    }

    [TestCase("""{"Warnings":null}""")]
    [TestCase("{}")]
    public async Task UpdateWithoutWarnings_IsAnEmptyList(string answer)
    {
        Engine.On("POST", $"/containers/{Id}/update", answer);

        var warnings = await Client.Containers.UpdateAsync(Id, new UpdateContainerRequest { Memory = 5, RestartPolicy = new RestartPolicy("no") });

        warnings.Should().BeEmpty();
        Engine.Requests[0].Body.Should().Be("""{"Memory":5,"RestartPolicy":{"Name":"no","MaximumRetryCount":0}}""");
    }

    [TestCase(ContainerWaitCondition.NotRunning, "not-running")]
    [TestCase(ContainerWaitCondition.NextExit, "next-exit")]
    [TestCase(ContainerWaitCondition.Removed, "removed")]
    public async Task Wait_SendsItsConditionAndReturnsTheExitCode(ContainerWaitCondition condition, string sent)
    {
        Engine.On("POST", $"/containers/{Id}/wait", """{"StatusCode":143,"Error":null}""");

        (await Client.Containers.WaitAsync(Id, condition)).Should().Be(143);
        Engine.Requests[0].Query["condition"].Should().Be(sent);
    }

    [Test]
    public async Task WaitThatFailsInsideItsAnswer_IsAFailure()
    {
        Engine.On("POST", $"/containers/{Id}/wait", """{"StatusCode":0,"Error":{"Message":"lost it"}}""");

        (await FailureOfAsync(() => Client.Containers.WaitAsync(Id, ContainerWaitCondition.NotRunning))).Message.Should().Be("lost it");
    }

    [TestCase("..")]
    [TestCase(".")]
    [TestCase("a/b")]
    [TestCase("../images")]
    [TestCase(" ")]
    public async Task NameThatWouldAddressAnotherEndpoint_IsRefused(string name)
    {
        var inspect = () => Client.Containers.InspectAsync(name);

        await inspect.Should().ThrowAsync<ArgumentException>();
        Engine.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task NameWithOddLetters_StaysOneSegment()
    {
        Engine.On("GET", "/containers/a?b%c/json", """{"Id":"x"}""");

        (await Client.Containers.InspectAsync("a?b%c")).Id.Should().Be("x");
    }

    [Test]
    public async Task InspectionWithoutAnId_IsAProtocolError()
    {
        Engine.On("GET", "/containers/x/json", "{}");

        (await FailureOfAsync(() => Client.Containers.InspectAsync("x"))).Kind.Should().Be(EngineErrorKind.Protocol);
    }
}
