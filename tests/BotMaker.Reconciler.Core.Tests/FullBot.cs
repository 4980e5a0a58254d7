using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests;

/// <summary>A bot with every field set, and one change of each field.</summary>
internal static class FullBot
{
    public static DesiredBot Bot { get; } = new()
    {
        Id = Scene.Id,
        Source = new Provenance { File = "full.yaml" },
        Labels = ValueMap.Of(("team", "support")),
        Spec = new BotSpec
        {
            Image = new ImageSpec { Reference = "ghcr.io/openclaw/openclaw:2026.9.6", OpenClawRelease = "2026.9.6" },
            Model = new ModelSpec("anthropic/claude-opus-4-5", ["openai/gpt-5"]),
            Providers = ValueMap.Of(("anthropic", new ProviderSpec { ApiKey = new SecretRef("anthropic", "api-key") })),
            Channels = ValueMap.Of(("telegram", new ChannelSpec { Credentials = ValueMap.Of(("botToken", new SecretRef("support-bot", "telegram"))), AllowFrom = ["123456789"] })),
            Gateway = new GatewaySpec { Bind = GatewayBind.Custom, CustomBindHost = "10.0.0.1", Token = new SecretRef("gateway", null), Publish = new PublishSpec("127.0.0.1", 19101) },
            Workspace = new WorkspaceSpec { Files = ValueMap.Of(("AGENTS.md", new WorkspaceFile { Inline = "Be kind." })) },
            Config = ValueMap.Of(("agents", (DataNode)new DataNode.Map(ValueMap.Of(("defaults", (DataNode)new DataNode.Flag(Value: true)))))),
            Network = new NetworkSpec { Mode = NetworkMode.Existing, Name = "bots", Dns = ["1.1.1.1"], ExtraHosts = ValueMap.Of(("llm.internal", "10.0.0.2")) },
            Security = new SecuritySpec { RunAsUser = 210000 },
            Env = ValueMap.Of(("TZ", "Europe/Berlin")),
        },
    };

    /// <summary>By the path of the field: a change of nothing else.</summary>
    public static IReadOnlyDictionary<string, Func<DesiredBot, DesiredBot>> Mutations { get; } = new Dictionary<string, Func<DesiredBot, DesiredBot>>(StringComparer.Ordinal)
    {
        ["metadata.labels"] = b => b with { Labels = b.Labels.With("tier", "gold") },
        ["spec.suspend"] = Spec(s => s with { Suspend = true }),
        ["spec.runState"] = Spec(s => s with { RunState = RunState.Stopped }),
        ["spec.priority"] = Spec(s => s with { Priority = 9 }),
        ["spec.adopt"] = Spec(s => s with { Adopt = true }),
        ["spec.image.reference"] = Spec(s => s with { Image = s.Image with { Reference = "ghcr.io/openclaw/openclaw:2026.10.1" } }),
        ["spec.image.pullPolicy"] = Spec(s => s with { Image = s.Image with { PullPolicy = ImagePullPolicy.Always } }),
        ["spec.image.openclawRelease"] = Spec(s => s with { Image = s.Image with { OpenClawRelease = "2026.1.30" } }),
        ["spec.model.primary"] = Spec(s => s with { Model = s.Model! with { Primary = "openai/gpt-5" } }),
        ["spec.model.fallbacks"] = Spec(s => s with { Model = s.Model! with { Fallbacks = [] } }),
        ["spec.providers"] = Spec(s => s with { Providers = s.Providers.With("openai", new ProviderSpec { ApiKey = new SecretRef("openai", null) }) }),
        ["spec.channels"] = Spec(s => s with { Channels = s.Channels.With("telegram", s.Channels["telegram"] with { AllowFrom = ["1", "2"] }) }),
        ["spec.gateway.bind"] = Spec(s => s with { Gateway = s.Gateway with { Bind = GatewayBind.Lan } }),
        ["spec.gateway.customBindHost"] = Spec(s => s with { Gateway = s.Gateway with { CustomBindHost = null } }),
        ["spec.gateway.port"] = Spec(s => s with { Gateway = s.Gateway with { Port = 18790 } }),
        ["spec.gateway.auth.token"] = Spec(s => s with { Gateway = s.Gateway with { Token = new SecretRef("gateway", "token") } }),
        ["spec.gateway.publish.hostIP"] = Spec(s => s with { Gateway = s.Gateway with { Publish = s.Gateway.Publish! with { HostIp = "0.0.0.0" } } }),
        ["spec.gateway.publish.hostPort"] = Spec(s => s with { Gateway = s.Gateway with { Publish = s.Gateway.Publish! with { HostPort = 19102 } } }),
        ["spec.workspace.path"] = Spec(s => s with { Workspace = s.Workspace with { Path = "desk" } }),
        ["spec.workspace.files"] = Spec(s => s with { Workspace = s.Workspace with { Files = s.Workspace.Files.With("SOUL.md", new WorkspaceFile { File = "soul.md" }) } }),
        ["spec.config"] = Spec(s => s with { Config = s.Config.With("ui", new DataNode.Text("dark")) }),
        ["spec.configDrift"] = Spec(s => s with { ConfigDrift = ConfigDrift.Report }),
        ["spec.resources.memory"] = Spec(s => s with { Resources = s.Resources with { MemoryBytes = 4L << 30 } }),
        ["spec.resources.cpus"] = Spec(s => s with { Resources = s.Resources with { NanoCpus = 500_000_000 } }),
        ["spec.resources.pids"] = Spec(s => s with { Resources = s.Resources with { Pids = 1024 } }),
        ["spec.network.mode"] = Spec(s => s with { Network = s.Network with { Mode = NetworkMode.Own } }),
        ["spec.network.name"] = Spec(s => s with { Network = s.Network with { Name = "other" } }),
        ["spec.network.dns"] = Spec(s => s with { Network = s.Network with { Dns = ["1.1.1.1", "9.9.9.9"] } }),
        ["spec.network.extraHosts"] = Spec(s => s with { Network = s.Network with { ExtraHosts = s.Network.ExtraHosts.With("llm.internal", "10.0.0.3") } }),
        ["spec.security.runAsUser"] = Spec(s => s with { Security = s.Security with { RunAsUser = null } }),
        ["spec.security.readOnlyRootFilesystem"] = Spec(s => s with { Security = s.Security with { ReadOnlyRootFilesystem = false } }),
        ["spec.security.capDrop"] = Spec(s => s with { Security = s.Security with { CapDrop = ["NET_RAW"] } }),
        ["spec.security.noNewPrivileges"] = Spec(s => s with { Security = s.Security with { NoNewPrivileges = false } }),
        ["spec.env"] = Spec(s => s with { Env = s.Env.With("LANG", "C.UTF-8") }),
        ["spec.health.startPeriod"] = Spec(s => s with { Health = s.Health with { StartPeriod = TimeSpan.FromMinutes(4) } }),
        ["spec.health.interval"] = Spec(s => s with { Health = s.Health with { Interval = TimeSpan.FromMinutes(1) } }),
        ["spec.health.timeout"] = Spec(s => s with { Health = s.Health with { Timeout = TimeSpan.FromSeconds(1.5) } }),
        ["spec.health.failureThreshold"] = Spec(s => s with { Health = s.Health with { FailureThreshold = 4 } }),
        ["spec.health.channels"] = Spec(s => s with { Health = s.Health with { Channels = ChannelHealthMode.Gate } }),
        ["spec.rollout.maxDisruption"] = Spec(s => s with { Rollout = s.Rollout with { MaxDisruption = ChangeClass.Live } }),
        ["spec.rollout.progressDeadline"] = Spec(s => s with { Rollout = s.Rollout with { ProgressDeadline = TimeSpan.FromMinutes(9) } }),
        ["spec.rollout.minReady"] = Spec(s => s with { Rollout = s.Rollout with { MinReady = TimeSpan.FromMinutes(9) } }),
        ["spec.rollout.rollback"] = Spec(s => s with { Rollout = s.Rollout with { Rollback = false } }),
        ["spec.termination.gracePeriod"] = Spec(s => s with { Termination = new TerminationSpec { GracePeriod = TimeSpan.FromMinutes(1) } }),
        ["spec.restart.policy"] = Spec(s => s with { Restart = s.Restart with { Policy = RestartPolicyKind.OnFailure } }),
        ["spec.restart.owner"] = Spec(s => s with { Restart = s.Restart with { Owner = RestartOwner.Reconciler } }),
        ["spec.logs.maxSize"] = Spec(s => s with { Logs = s.Logs with { MaxSizeBytes = 1 << 20 } }),
        ["spec.logs.maxFiles"] = Spec(s => s with { Logs = s.Logs with { MaxFiles = 5 } }),
    };

    private static Func<DesiredBot, DesiredBot> Spec(Func<BotSpec, BotSpec> change) => b => b with { Spec = change(b.Spec) };
}
