using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Networks;

namespace BotMaker.DockerEngine.Tests.Conformance;

[TestFixture(Reach.Direct)]
[TestFixture(Reach.OverSocket)]
public sealed class ImageAndNetworkConformanceTests(Reach reach) : ConformanceFixture(reach)
{
    private const string Reference = "registry.example:5000/team/openclaw:2026.9.6";

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal) { ["release"] = "2026.9.6" };

    [Test]
    public async Task Image_IsInspectedByReferenceAndId()
    {
        string id = World.AddImage(Reference, new ImageConfig { User = "1000:1000", Labels = Labels, Cmd = ["openclaw"] });

        ImageInspection byName = await Engine.Images.InspectAsync(Reference);

        byName.Should().BeEquivalentTo(new { Id = id, RepoTags = new[] { Reference }, Config = new { User = "1000:1000", Labels } });
        (await Engine.Images.InspectAsync(id)).Should().BeEquivalentTo(byName);
        (await FailureAsync(() => Engine.Images.InspectAsync("nowhere:1"))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [Test]
    public async Task Images_AreListedByLabel()
    {
        string id = World.AddImage(Reference, new ImageConfig { Labels = Labels });

        (await Engine.Images.ListAsync(new ImageListQuery())).Should().HaveCount(2);
        (await Engine.Images.ListAsync(new ImageListQuery { Labels = ["release=2026.9.6"] })).Should().ContainSingle().Which.Id.Should().Be(id);
        (await Engine.Images.ListAsync(new ImageListQuery { Dangling = true })).Should().BeEmpty();
    }

    [Test]
    public async Task Pull_ReportsProgressAndLeavesTheImage()
    {
        World.SetPull(Reference, new SimulatedPull { Size = 400 });

        List<PullProgress> progress = await ReadAsync(Engine.Images.PullAsync(Reference, credentials: null));

        progress.Where(step => step.Status is "Downloading").Select(step => (step.CurrentBytes, step.TotalBytes)).Should().Equal((100, 400), (200, 400), (300, 400), (400, 400));
        (await Engine.Images.InspectAsync(Reference)).RepoDigests.Should().ContainSingle();
    }

    [Test]
    public async Task PullByDigest_LeavesTheImageUnderItsDigest()
    {
        string digest = $"registry.example:5000/team/openclaw@sha256:{new string('a', 64)}";
        World.SetPull(digest, new SimulatedPull());

        await ReadAsync(Engine.Images.PullAsync(digest, credentials: null));

        (await Engine.Images.InspectAsync(digest)).RepoDigests.Should().Equal(digest);
    }

    [Test]
    public async Task PullOfAnUnknownManifest_IsNotFound() =>
        (await FailureAsync(() => ReadAsync(Engine.Images.PullAsync(Reference, credentials: null)))).Kind.Should().Be(EngineErrorKind.NotFound);

    [Test]
    public async Task PullThatFailsHalfWay_IsAFailedPull()
    {
        World.SetPull(Reference, new SimulatedPull { Error = "unexpected EOF" });

        DockerEngineException failure = await FailureAsync(() => ReadAsync(Engine.Images.PullAsync(Reference, credentials: null)));

        failure.Kind.Should().Be(EngineErrorKind.PullFailed);
        failure.Message.Should().Contain("unexpected EOF");
        (await FailureAsync(() => Engine.Images.InspectAsync(Reference))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [Test]
    public async Task TagAndRemove_FollowTheName()
    {
        World.AddImage(Reference);

        await Engine.Images.TagAsync(Reference, "kept", "2");
        await Engine.Images.RemoveAsync(Reference, force: false);

        (await Engine.Images.InspectAsync("kept:2")).RepoTags.Should().Equal("kept:2");
        (await FailureAsync(() => Engine.Images.InspectAsync(Reference))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [Test]
    public async Task ImageInUse_IsAConflict()
    {
        await RunAsync();

        (await FailureAsync(() => Engine.Images.RemoveAsync(Image, force: false))).Kind.Should().Be(EngineErrorKind.Conflict);
    }

    [Test]
    public async Task Network_IsMadeListedInspectedAndRemoved()
    {
        var request = new CreateNetworkRequest
        {
            Name = "bots",
            Labels = Labels,
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["com.docker.network.bridge.enable_icc"] = "false" },
            IPAM = new NetworkIpam { Config = [new NetworkIpamPool { Subnet = "10.231.0.0/28" }] },
        };

        string id = await Engine.Networks.CreateAsync(request);

        NetworkInspection network = await Engine.Networks.InspectAsync("bots");
        network.Should().BeEquivalentTo(new { Id = id, Name = "bots", Driver = "bridge", Internal = false, Labels, request.Options });
        network.IPAM!.Config.Should().ContainSingle().Which.Subnet.Should().Be("10.231.0.0/28");
        (await Engine.Networks.ListAsync(["release"])).Should().ContainSingle().Which.Should().BeEquivalentTo(network);
        (await Engine.Networks.ListAsync(["release=other"])).Should().BeEmpty();
        (await FailureAsync(() => Engine.Networks.CreateAsync(request))).Kind.Should().Be(EngineErrorKind.Conflict);
        (await FailureAsync(() => Engine.Networks.CreateAsync(request with { Name = "others" }))).Kind.Should().Be(EngineErrorKind.Forbidden);
        await Engine.Networks.RemoveAsync(id);
        (await FailureAsync(() => Engine.Networks.InspectAsync(id))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [Test]
    public async Task NetworkInUse_IsForbiddenToRemove()
    {
        string network = await Engine.Networks.CreateAsync(new CreateNetworkRequest { Name = "bots" });
        await RunAsync(request: Request() with { HostConfig = new HostConfig { NetworkMode = "bots" } });

        (await FailureAsync(() => Engine.Networks.RemoveAsync(network))).Kind.Should().Be(EngineErrorKind.Forbidden);
    }

    [Test]
    public async Task Volumes_AreListedByLabelAndRemoved()
    {
        World.AddVolume("mine", Labels);
        World.AddVolume("other");

        (await Engine.Volumes.ListAsync(["release"])).Should().ContainSingle().Which.Name.Should().Be("mine");
        await Engine.Volumes.RemoveAsync("mine", force: false);
        (await Engine.Volumes.ListAsync([])).Should().ContainSingle().Which.Name.Should().Be("other");
        (await FailureAsync(() => Engine.Volumes.RemoveAsync("mine", force: false))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [Test]
    public async Task EngineItself_AnswersTheSame()
    {
        await RunAsync();
        EnginePing direct = await World.System.PingAsync();

        (await Engine.System.PingAsync()).Should().Be(direct);
        (await Engine.System.GetVersionAsync()).Should().Be(await World.System.GetVersionAsync());
        (await Engine.System.GetInfoAsync()).Should().BeEquivalentTo(await World.System.GetInfoAsync());
        (await Engine.System.GetDiskUsageAsync()).Should().Be(await World.System.GetDiskUsageAsync());
    }
}
