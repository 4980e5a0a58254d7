using BotMaker.DockerEngine.Containers;
using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Tests.Daemon;

namespace BotMaker.Reconciler.Tests.Execution;

[TestFixture]
public sealed class ContainerRequestFactoryTests
{
    private static readonly string[] NoCapabilities = ["ALL"];

    [Test]
    public void Request_IsHardened()
    {
        var host = Build().HostConfig!;

        host.ReadonlyRootfs.Should().BeTrue();
        host.Init.Should().BeTrue();
        host.Privileged.Should().BeFalse();
        host.CapDrop.Should().Equal(NoCapabilities);
        host.CapAdd.Should().BeNull();
        host.SecurityOpt.Should().Equal("no-new-privileges");
        host.PidsLimit.Should().Be(512);
        host.Memory.Should().Be(2L << 30);
        host.MemorySwap.Should().Be(host.Memory, "otherwise the engine grants as much swap again");
        host.NanoCpus.Should().Be(2_000_000_000);
        host.Tmpfs.Should().ContainKey("/tmp").WhoseValue.Should().Contain("size=").And.Contain("mode=1777");
    }

    [Test]
    public void Request_MountsOnlyTheBotsOwnDirectories()
    {
        var mounts = Build().HostConfig!.Mounts!;

        mounts.Select(mount => (mount.Type, mount.Source, mount.Target, mount.ReadOnly)).Should().BeEquivalentTo(
        [
            ("bind", "/data/bots/a/home", "/home/node/.openclaw", false),
            ("bind", "/data/bots/a/attempts/3", "/etc/openclaw", true),
            ("bind", "/run/secrets/a/3", "/run/bot-secrets", true),
        ]);
    }

    [Test]
    public void Request_SaysWhoItIs()
    {
        var request = Build(bot => bot with { Labels = ValueMap.Of(("team", "support")), Source = new Provenance { File = "teams/a.yaml", Document = 1 } });

        request.Hostname.Should().Be("a");
        request.User.Should().Be("210000:210000");
        request.Labels.Should().BeEquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["team"] = "support",
            [Labels.BotId] = "a",
            [Labels.Reconciler] = "blue",
            [Labels.SpecHash] = "v1-x",
            [Labels.Attempt] = "3",
            [Labels.Manifest] = "teams/a.yaml#1",
        });
        request.Env.Should().Contain("HOME=/home/node").And.Contain("OPENCLAW_SUPERVISOR_MODE=external");
        request.Cmd.Should().ContainInOrder("gateway", "run", "--bind", "loopback", "--port", "18789");
    }

    [Test]
    public void Request_EndsInItsOwnTime()
    {
        var request = Build(spec: spec => spec with { Termination = new TerminationSpec { GracePeriod = TimeSpan.FromSeconds(12.5) } });

        request.StopSignal.Should().Be("SIGTERM");
        request.StopTimeout.Should().Be(13);
    }

    [Test]
    public void Publish_IsExposedAndBoundUnderTheSameKey()
    {
        var request = Build(spec: spec => spec with { Gateway = new GatewaySpec { Bind = GatewayBind.Lan, Port = 18800, Publish = new PublishSpec("127.0.0.1", 19101) } });

        request.ExposedPorts.Should().ContainKey("18800/tcp");
        request.HostConfig!.PortBindings.Should().ContainKey("18800/tcp").WhoseValue.Should().Equal(new PortBinding("127.0.0.1", "19101"));
    }

    [Test]
    public void WithoutPublish_NothingIsExposed()
    {
        Build().ExposedPorts.Should().BeNull();
        Build().HostConfig!.PortBindings.Should().BeNull();
    }

    [TestCase(RestartPolicyKind.Always, RestartOwner.Engine, "unless-stopped")]
    [TestCase(RestartPolicyKind.OnFailure, RestartOwner.Engine, "on-failure")]
    [TestCase(RestartPolicyKind.Never, RestartOwner.Engine, "no")]
    [TestCase(RestartPolicyKind.Always, RestartOwner.Reconciler, "no")]
    public void RestartPolicy_IsNeverAlways(RestartPolicyKind policy, RestartOwner owner, string expected) =>
        Build(spec: spec => spec with { Restart = new RestartSpec { Policy = policy, Owner = owner } }).HostConfig!.RestartPolicy!.Name.Should().Be(expected);

    [Test]
    public void Network_ModeAndEndpointAreEqual()
    {
        var request = Build(spec: spec => spec with { Network = new NetworkSpec { Dns = ["9.9.9.9"], ExtraHosts = ValueMap.Of(("llm.internal", "10.0.0.7")) } });

        request.HostConfig!.NetworkMode.Should().Be("net");
        request.NetworkingConfig!.EndpointsConfig.Keys.Should().Equal("net");
        request.HostConfig.Dns.Should().Equal("9.9.9.9");
        request.HostConfig.ExtraHosts.Should().Equal("llm.internal:10.0.0.7");
    }

    [Test]
    public void Logs_RotateAndNeverBlockTheBot()
    {
        var log = Build(spec: spec => spec with { Logs = new LogSpec { MaxSizeBytes = 5 << 20, MaxFiles = 2 } }).HostConfig!.LogConfig!;

        log.Type.Should().Be("json-file");
        log.Config.Should().BeEquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["max-size"] = "5m",
            ["max-file"] = "2",
            ["mode"] = "non-blocking",
            ["max-buffer-size"] = "4m",
        });
    }

    [TestCase(3 << 20, "3m")]
    [TestCase(100 << 10, "100k")]
    [TestCase(12345, "12345")]
    public void LogSize_IsExact(long bytes, string expected) =>
        Build(spec: spec => spec with { Logs = new LogSpec { MaxSizeBytes = bytes } }).HostConfig!.LogConfig!.Config!["max-size"].Should().Be(expected);

    [Test]
    public void Health_AsksTheGatewayInNanoseconds()
    {
        var check = Build().Healthcheck!;

        check.Test![0].Should().Be("CMD");
        check.Interval.Should().Be(30_000_000_000);
        check.Timeout.Should().Be(5_000_000_000);
        check.StartPeriod.Should().Be(180_000_000_000);
        check.StartInterval.Should().Be(5_000_000_000);
        check.Retries.Should().Be(3);
    }

    [Test]
    public void WithoutLimits_NoneIsSent()
    {
        var host = Build(spec: spec => spec with { Resources = new ResourceSpec { MemoryBytes = null, NanoCpus = null } }).HostConfig!;

        host.Memory.Should().BeNull();
        host.MemorySwap.Should().BeNull();
        host.NanoCpus.Should().BeNull();
    }

    [Test]
    public void NoSecret_IsNamedOrCarriedByTheRequest()
    {
        var request = Build(spec: spec => spec with
        {
            Providers = ValueMap.Of(("anthropic", new ProviderSpec { ApiKey = new SecretRef("anthropic", "api-key") })),
        });

        var texts = request.Env!.Concat(request.Cmd!).Concat(request.Labels!.Values).Concat(request.Healthcheck!.Test!);
        texts.Should().NotContain(text => text.Contains("api-key", StringComparison.Ordinal) || text.Contains("TOKEN=", StringComparison.OrdinalIgnoreCase));
    }

    private static CreateContainerRequest Build(Func<DesiredBot, DesiredBot>? bot = null, Func<BotSpec, BotSpec>? spec = null)
    {
        var desired = FakeBotSource.Bot("a", spec);
        desired = bot is null ? desired : bot(desired);
        return ContainerRequestFactory.Build(new ContainerBlueprint
        {
            Bot = desired,
            Rendered = OpenClawRenderer.Render(new RenderRequest(desired.Id, desired.Spec, OpenClawRelease.Newest)),
            Attempt = 3,
            SpecHash = "v1-x",
            Instance = "blue",
            Image = "bot:1",
            Uid = 210_000,
            Network = "net",
            Sources = new Dictionary<MountPurpose, string>
            {
                [MountPurpose.State] = "/data/bots/a/home",
                [MountPurpose.Configuration] = "/data/bots/a/attempts/3",
                [MountPurpose.Secrets] = "/run/secrets/a/3",
            },
        });
    }
}
