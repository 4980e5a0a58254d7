using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Tests.Fakes;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Tests.Daemon;

[TestFixture]
internal sealed class SystemClientTests : WireTests
{
    [TestCase("""{"LayersSize":10,"Images":[],"Containers":[{"SizeRw":3},{}],"Volumes":[{"UsageData":{"Size":4}},{"UsageData":{"Size":-1}},{"UsageData":null}],"BuildCache":[{"Size":5},{"Size":7,"Shared":true}]}""")]
    [TestCase("""{"ImageUsage":{"TotalSize":10,"Items":[]},"ContainerUsage":{"TotalSize":3},"VolumeUsage":{"TotalSize":4},"BuildCacheUsage":{"TotalSize":5}}""")]
    public async Task DiskUsage_IsReadInBothShapes(string json)
    {
        Engine.On("GET", "/system/df", json);

        (await Client.System.GetDiskUsageAsync()).Should().Be(new EngineDiskUsage(10, 3, 4, 5));
    }

    [Test]
    public async Task DiskUsageOfAnEmptyEngine_IsNothing()
    {
        Engine.On("GET", "/system/df", """{"LayersSize":0,"Containers":null,"Volumes":null,"BuildCache":null}""");

        (await Client.System.GetDiskUsageAsync()).Should().Be(new EngineDiskUsage(0, 0, 0, 0));
    }

    [Test]
    public async Task InfoAndVersion_AreReadByTheirOwnNames()
    {
        Engine.On("GET", "/info", """{"ID":"i","NCPU":2,"MemTotal":5000000000,"SecurityOptions":["name=rootless"],"SystemTime":"t","LiveRestoreEnabled":true}""");
        Engine.On("GET", "/version", """{"Version":"29.0","ApiVersion":"1.52","MinAPIVersion":"1.44","Os":"linux"}""");

        var info = await Client.System.GetInfoAsync();
        var version = await Client.System.GetVersionAsync();

        info.Should().BeEquivalentTo(new { Id = "i", Cpus = 2, MemTotal = 5_000_000_000L, SecurityOptions = new[] { "name=rootless" }, LiveRestoreEnabled = true });
        version.Should().BeEquivalentTo(new { Version = "29.0", ApiVersion = "1.52", MinApiVersion = "1.44" });
    }

    [Test]
    public async Task NetworkCreate_AsksOlderEnginesToCheckTheName()
    {
        Engine.On("POST", "/networks/create", """{"Id":"n1","Warning":""}""", 201);

        var id = await Client.Networks.CreateAsync(new CreateNetworkRequest { Name = "n", IPAM = new NetworkIpam { Config = [new NetworkIpamPool { Subnet = "10.0.0.0/28" }] } });

        id.Should().Be("n1");
        Engine.Requests[0].Body.Should().Be("""{"Name":"n","Driver":"bridge","CheckDuplicate":true,"Internal":false,"IPAM":{"Config":[{"Subnet":"10.0.0.0/28"}]}}""");
    }

    [TestCase("""{"Volumes":null,"Warnings":null}""", 0)]
    [TestCase("""{"Volumes":[{"Name":"v","Labels":null}]}""", 1)]
    public async Task VolumeList_MayBeNull(string json, int count)
    {
        Engine.On("GET", "/volumes", json);

        (await Client.Volumes.ListAsync(["a=b"])).Should().HaveCount(count);
        Engine.Requests[0].Query["filters"].Should().Be("""{"label":["a=b"]}""");
    }

    [Test]
    public async Task FinishedCall_IsTold()
    {
        Engine.On("GET", "/info", context =>
        {
            Clock.Advance(TimeSpan.FromSeconds(2));
            return FakeEngine.WriteAsync(context, 200, "{}", "application/json");
        });
        await Client.System.PingAsync();

        await Client.System.GetInfoAsync();

        Calls.Should().Equal(new EngineCall("ping", "200", TimeSpan.Zero), new EngineCall("info", "200", TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task FailedCalls_AreToldByTheirStatusOrTheirKind()
    {
        Engine.On("GET", "/info", "not json");
        await FailureOfAsync(() => Client.System.GetInfoAsync());
        await FailureOfAsync(() => Client.System.GetVersionAsync());
        Engine.On("GET", "/info", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await FailureOfAsync(() => Client.System.GetInfoAsync());

        Calls.Where(call => call.Operation is not "ping").Select(call => $"{call.Operation} {call.Outcome}").Should().Equal("info protocol", "version 404", "info unavailable");
    }
}
