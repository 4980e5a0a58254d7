using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Networks;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class ImageAndNetworkTests : EngineFixture
{
    [Test]
    public async Task Pull_BringsTheImageAndTells()
    {
        Engine.SetPull("ghcr.io/x/bot:2", new SimulatedPull { Duration = TimeSpan.FromSeconds(4), Config = new ImageConfig { User = "7" } });
        Task<List<PullProgress>> pull = PullAsync("ghcr.io/x/bot:2");
        Clock.Advance(TimeSpan.FromSeconds(3));
        (await RefusalAsync(() => Engine.Images.InspectAsync("ghcr.io/x/bot:2"))).Kind.Should().Be(EngineErrorKind.NotFound);
        while (!pull.IsCompleted)
        {
            await Task.WhenAny(pull, Clock.WaitForTimersAsync(1));
            Clock.AdvanceToNextTimer();
        }

        (await pull)[^1].Status.Should().Be("Status: Downloaded newer image for ghcr.io/x/bot:2");
        ImageInspection image = await Engine.Images.InspectAsync("ghcr.io/x/bot:2");
        image.Config!.User.Should().Be("7");
        image.RepoTags.Should().Equal("ghcr.io/x/bot:2");
        image.RepoDigests.Should().ContainSingle().Which.Should().StartWith("ghcr.io/x/bot@sha256:");
        (await Engine.Images.InspectAsync(image.RepoDigests![0])).Id.Should().Be(image.Id);
        (await EventsAsync("image")).Should().Equal("pull");
    }

    [Test]
    public async Task SecondPull_IsUpToDateUntilTheTagMoves()
    {
        Engine.SetPull("x:1", new SimulatedPull());
        await PullAsync("x:1");
        (await PullAsync("x:1"))[^1].Status.Should().Be("Status: Image is up to date for x:1");
        string before = (await Engine.Images.InspectAsync("x:1")).Id;
        string container = await CreateAsync(request: Request() with { Image = "x:1" });

        Engine.SetPull("x:1", new SimulatedPull { Content = "next" });
        await PullAsync("x:1");

        (await Engine.Images.InspectAsync("x:1")).Id.Should().NotBe(before);
        (await ListedAsync(container)).Should().BeEquivalentTo(new { Image = before, ImageId = before }, "the name has moved on");
        (await Engine.Containers.InspectAsync(container)).Config!.Image.Should().Be("x:1");
        (await Engine.Images.ListAsync(new ImageListQuery { Dangling = true })).Select(image => image.Id).Should().Equal(before);
    }

    [Test]
    public async Task UnknownManifest_IsNotFound()
    {
        DockerEngineException refusal = await RefusalAsync(() => PullAsync("ghost:1"));

        (refusal.Kind, refusal.Message).Should().Be((EngineErrorKind.NotFound, "manifest for ghost:1 not found: manifest unknown: manifest unknown"));
    }

    [Test]
    public async Task ErrorInsideTheStream_IsAFailedPull()
    {
        Engine.SetPull("x:1", new SimulatedPull { Error = "filesystem layer verification failed" });

        DockerEngineException refusal = await RefusalAsync(() => PullAsync("x:1"));

        (refusal.Kind, refusal.Message, refusal.StatusCode).Should().Be((EngineErrorKind.PullFailed, "filesystem layer verification failed", null));
        (await RefusalAsync(() => Engine.Images.InspectAsync("x:1"))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [Test]
    public async Task StalledPull_EndsWithItsCallerAndBringsNothing()
    {
        Engine.SetPull("x:1", new SimulatedPull { Stalls = true });
        using var caller = new CancellationTokenSource();
        Task pull = PullAsync("x:1", caller.Token);
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => pull).Should().ThrowAsync<OperationCanceledException>();
        (await RefusalAsync(() => Engine.Images.InspectAsync("x:1"))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [Test]
    public async Task DemoEngine_PullsAnything()
    {
        await using var engine = new InMemoryEngine(Clock, InMemoryEngineOptions.Demo with { AnyPull = new SimulatedPull() });

        await foreach (PullProgress _ in engine.Images.PullAsync("any/thing:9", credentials: null))
        {
        }

        (await engine.Images.InspectAsync("any/thing:9")).RepoTags.Should().Equal("any/thing:9");
    }

    [Test]
    public async Task ImageInUse_IsOnlyUntaggedByForce()
    {
        await RunAsync();
        string imageId = (await Engine.Images.InspectAsync(Image)).Id;

        (await RefusalAsync(() => Engine.Images.RemoveAsync(Image, force: false))).Kind.Should().Be(EngineErrorKind.Conflict);
        await Engine.Images.RemoveAsync(Image, force: true);

        (await RefusalAsync(() => CreateAsync("bot-b"))).Message.Should().Be("No such image: bot:1");
        (await Engine.Images.InspectAsync(imageId)).RepoTags.Should().BeEmpty();
    }

    [Test]
    public async Task Tag_NamesTheSameImage()
    {
        await Engine.Images.TagAsync(Image, "bot", "stable");

        (await Engine.Images.InspectAsync(Image)).RepoTags.Should().Equal("bot:1", "bot:stable");
        await Engine.Images.RemoveAsync(Image, force: false);
        (await Engine.Images.InspectAsync("bot:stable")).RepoTags.Should().Equal("bot:stable");
        await Engine.Images.RemoveAsync("bot:stable", force: false);
        (await Engine.Images.ListAsync(new ImageListQuery())).Should().BeEmpty();
    }

    [Test]
    public async Task NetworkOfATakenName_IsAConflict()
    {
        await Engine.Networks.CreateAsync(new CreateNetworkRequest { Name = "bots", Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["ours"] = "1" } });

        DockerEngineException refusal = await RefusalAsync(() => Engine.Networks.CreateAsync(new CreateNetworkRequest { Name = "bots" }));

        (refusal.Kind, refusal.Message).Should().Be((EngineErrorKind.Conflict, "network with name bots already exists"));
        (await Engine.Networks.ListAsync(["ours=1"])).Should().ContainSingle().Which.Name.Should().Be("bots");
    }

    [TestCase("10.1.0.0/16", "10.1.2.0/24", true)]
    [TestCase("10.1.2.0/24", "10.1.0.0/16", true)]
    [TestCase("10.1.0.0/16", "10.2.0.0/16", false)]
    [TestCase("10.1.0.0/16", "172.17.0.0/24", true)]
    public async Task OverlappingSubnet_IsForbidden(string first, string second, bool overlaps)
    {
        await Engine.Networks.CreateAsync(Subnet("first", first));

        Func<Task> create = () => Engine.Networks.CreateAsync(Subnet("second", second));

        if (!overlaps)
        {
            await create.Should().NotThrowAsync();
            return;
        }

        DockerEngineException refusal = await RefusalAsync(create);
        (refusal.Kind, refusal.Message).Should().Be((EngineErrorKind.Forbidden, "Pool overlaps with other one on this address space"));
    }

    [TestCase("bridge")]
    [TestCase("host")]
    public async Task PredefinedNetwork_IsNeitherMadeNorRemoved(string name)
    {
        (await RefusalAsync(() => Engine.Networks.CreateAsync(new CreateNetworkRequest { Name = name }))).Kind.Should().Be(EngineErrorKind.Forbidden);
        (await RefusalAsync(() => Engine.Networks.RemoveAsync(name))).Message.Should().Be($"{name} is a pre-defined network and cannot be removed");
    }

    [Test]
    public async Task RunningContainers_HaveAddressesOfTheirNetwork()
    {
        await Engine.Networks.CreateAsync(Subnet("small", "10.9.0.0/29"));
        CreateContainerRequest request = Request() with { HostConfig = new HostConfig { NetworkMode = "small" } };
        List<string> ids = [];
        for (int i = 0; i < 5; i++) ids.Add(await RunAsync($"bot-{i}", request));
        string sixth = await CreateAsync("bot-5", request);

        (await AddressAsync(ids[0])).Should().Be("10.9.0.2");
        (await RefusalAsync(() => Engine.Containers.StartAsync(sixth))).Message.Should().StartWith("no available IPv4 addresses");
        await Engine.Containers.StopAsync(ids[1], grace: null);
        (await AddressAsync(ids[1])).Should().BeEmpty();
        await Engine.Containers.StartAsync(sixth);
        (await AddressAsync(sixth)).Should().Be("10.9.0.3");
        (await EventsAsync("network")).Should().ContainInOrder("create", "connect", "disconnect", "connect");
    }

    private static CreateNetworkRequest Subnet(string name, string subnet) =>
        new() { Name = name, IPAM = new NetworkIpam { Config = [new NetworkIpamPool { Subnet = subnet }] } };

    private async Task<string?> AddressAsync(string id) => (await Engine.Containers.InspectAsync(id)).NetworkSettings!.Networks!["small"].IpAddress;

    private async Task<List<PullProgress>> PullAsync(string reference, CancellationToken cancellationToken = default)
    {
        var progress = new List<PullProgress>();
        await foreach (PullProgress step in Engine.Images.PullAsync(reference, credentials: null, cancellationToken)) progress.Add(step);
        return progress;
    }
}
