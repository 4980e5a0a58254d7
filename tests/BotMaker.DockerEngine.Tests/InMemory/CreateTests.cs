using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class CreateTests : EngineFixture
{
    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("Minimum memory limit allowed is 6MB", new HostConfig { Memory = 1024 });
        yield return Case("Minimum memoryswap limit should be larger than memory limit, see usage", new HostConfig { Memory = 1 << 28, MemorySwap = 1 << 27 });
        yield return Case("You should always set the Memory limit when using Memoryswap limit, see usage", new HostConfig { MemorySwap = 1 << 27 });
        yield return Case("Range of CPUs is from 0.01 to 16.00, as there are only 16 CPUs available", new HostConfig { NanoCpus = 17_000_000_000 });
        yield return Case("invalid restart policy 'sometimes'", new HostConfig { RestartPolicy = new RestartPolicy("sometimes") });
        yield return Case("maximum retry count cannot be used with restart policy 'always'", new HostConfig { RestartPolicy = new RestartPolicy("always", 3) });
        yield return Case("can't create 'AutoRemove' container with restart policy", new HostConfig { AutoRemove = true, RestartPolicy = new RestartPolicy("always") });
        yield return Case("Duplicate mount point: /a", new HostConfig { Mounts = [new Mount { Type = "tmpfs", Target = "/a" }, new Mount { Type = "tmpfs", Target = "/a" }] });
        yield return Case("mount type unknown: \"nfs\"", new HostConfig { Mounts = [new Mount { Type = "nfs", Target = "/a" }] });

        static TestCaseData Case(string message, HostConfig host) => new TestCaseData(host, message).SetArgDisplayNames(message);
    }

    [TestCaseSource(nameof(Refused))]
    public async Task WrongRequest_IsInvalidAndLeavesTheNameFree(HostConfig host, string message)
    {
        DockerEngineException refusal = await RefusalAsync(() => CreateAsync(request: Request() with { HostConfig = host }));

        (refusal.Kind, refusal.Message).Should().Be((EngineErrorKind.Invalid, message));
        await FluentActions.Awaiting(() => CreateAsync()).Should().NotThrowAsync();
    }

    [Test]
    public async Task Inspection_MergesRequestAndImage()
    {
        Engine.AddImage("merged:1", new ImageConfig
        {
            User = "1000",
            Env = ["A=image", "B=image"],
            Entrypoint = ["tini"],
            Cmd = ["run"],
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["bot"] = "image", ["org"] = "x" },
            Healthcheck = new HealthCheck { Test = ["CMD", "probe"], Interval = 5 },
        });
        string id = await CreateAsync(request: Request() with { Image = "merged:1", Env = ["A=own"], HostConfig = new HostConfig { Memory = 1 << 26 } });

        ContainerInspection inspection = await Engine.Containers.InspectAsync(id);

        inspection.Config!.Env.Should().Equal("A=own", "B=image");
        inspection.Config.Labels.Should().Contain("bot", "a").And.Contain("org", "x");
        inspection.Config.Should().BeEquivalentTo(new { User = "1000", Hostname = id[..12], Image = "merged:1" });
        inspection.Config.Entrypoint.Should().Equal("tini");
        inspection.Config.Cmd.Should().Equal("run");
        inspection.Config.Healthcheck!.Test.Should().Equal("CMD", "probe");
        inspection.HostConfig.Should().BeEquivalentTo(new { Memory = 1L << 26, MemorySwap = 1L << 27, NetworkMode = "default" });
        inspection.ImageId.Should().StartWith("sha256:");
        inspection.NetworkSettings!.Networks.Should().ContainKey("bridge");
    }

    [Test]
    public async Task OwnEntrypoint_DropsTheImagesCommand()
    {
        Engine.AddImage("merged:1", new ImageConfig { Entrypoint = ["tini"], Cmd = ["run"] });
        string id = await CreateAsync(request: Request() with { Image = "merged:1", Entrypoint = ["sh"] });

        (await Engine.Containers.InspectAsync(id)).Config!.Cmd.Should().BeNull();
    }

    [Test]
    public async Task Update_KeepsWhatIsZeroOrAbsent()
    {
        string id = await CreateAsync(request: Request() with { HostConfig = new HostConfig { Memory = 1 << 28, NanoCpus = 1_000_000_000, PidsLimit = 100 } });

        await Engine.Containers.UpdateAsync(id, new UpdateContainerRequest { Memory = 0, PidsLimit = 50, RestartPolicy = new RestartPolicy("always") });

        (await Engine.Containers.InspectAsync(id)).HostConfig.Should().BeEquivalentTo(new
        {
            Memory = 1L << 28,
            NanoCpus = 1_000_000_000L,
            PidsLimit = 50L,
            RestartPolicy = new RestartPolicy("always"),
        });
    }

    [Test]
    public async Task UpdateOfMemoryAboveSwap_IsAConflictUnlessBothAreSent()
    {
        string id = await CreateAsync(request: Request() with { HostConfig = new HostConfig { Memory = 1 << 27 } });

        DockerEngineException refusal = await RefusalAsync(() => Engine.Containers.UpdateAsync(id, new UpdateContainerRequest { Memory = 1L << 30 }));

        refusal.Kind.Should().Be(EngineErrorKind.Conflict);
        refusal.Message.Should().EndWith("update the memoryswap at the same time");
        await Engine.Containers.UpdateAsync(id, new UpdateContainerRequest { Memory = 1L << 30, MemorySwap = 1L << 31 });
    }

    [Test]
    public async Task Volumes_OutliveTheirContainerUnlessAnonymous()
    {
        string id = await CreateAsync(request: Request() with
        {
            HostConfig = new HostConfig { Mounts = [new Mount { Type = "volume", Source = "data", Target = "/data" }, new Mount { Type = "volume", Target = "/tmp" }] },
        });
        (await Engine.Volumes.ListAsync([])).Should().HaveCount(2);
        (await RefusalAsync(() => Engine.Volumes.RemoveAsync("data", force: true))).Message.Should().Be($"remove data: volume is in use - [{id}]");

        await Engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: true);

        (await Engine.Volumes.ListAsync([])).Select(volume => volume.Name).Should().Equal("data");
        await Engine.Volumes.RemoveAsync("data", force: false);
        (await RefusalAsync(() => Engine.Volumes.RemoveAsync("data", force: false))).Kind.Should().Be(EngineErrorKind.NotFound);
        await Engine.Volumes.RemoveAsync("data", force: true);
    }
}
