using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>The fields of <c>spec</c>: the one source of binding, writing, JSON Schema and documentation.</summary>
internal static partial class SpecSchema
{
    public static readonly FieldType<ValueMap<string>> Tags = new MapType<string>(TextType.Any, Forms.LabelKey);

    private static readonly TextType ModelId = new("provider/model", Forms.ModelId, "^[^/\\s]+/\\S+$");

    private static readonly FieldType<int> Port = new WholeNumberType<int>(1, 65535);

    private static readonly FieldType<ValueMap<DataNode>> FreeMap = new MapType<DataNode>(FreeType.Instance);

    private static readonly ObjectType<ImageSpec> Image = new(
        new ImageSpec { Reference = "" },
        new BoundField<ImageSpec, string>("reference", new TextType("image reference", Forms.Image), s => s.Reference, (s, v) => s with { Reference = v },
            "The image to run, for example ghcr.io/openclaw/openclaw:2026.9.6. A digest is best; a tag that can move is a warning.", required: true) { Inheritable = true },
        new BoundField<ImageSpec, ImagePullPolicy>("pullPolicy", Words.PullPolicy, s => s.PullPolicy, (s, v) => s with { PullPolicy = v },
            "When to ask the registry. Credentials come from the daemon's Docker configuration file."),
        new BoundField<ImageSpec, string?>("openclawRelease", new AutoTextType(new TextType("release", Forms.Release)), s => s.OpenClawRelease, (s, v) => s with { OpenClawRelease = v },
            "Which release's configuration to write. auto takes it from the image's label, its tag or its --version."));

    private static readonly ObjectType<ModelSpec> Model = new(
        new ModelSpec(""),
        new BoundField<ModelSpec, string>("primary", ModelId, s => s.Primary, (s, v) => s with { Primary = v }, "The model to use, as provider/model.", required: true) { Inheritable = true },
        new BoundField<ModelSpec, ValueList<string>>("fallbacks", new ListType<string>(ModelId), s => s.Fallbacks, (s, v) => s with { Fallbacks = v }, "Models to try in this order when the primary one fails."));

    private static readonly ObjectType<ProviderSpec> Provider = new(
        new ProviderSpec(),
        new BoundField<ProviderSpec, SecretRef>("apiKey", SecretRefType.Instance, s => s.ApiKey, (s, v) => s with { ApiKey = v }, "The provider's key."),
        new BoundField<ProviderSpec, string>("baseUrl", new TextType("http or https address", Forms.HttpAddress), s => s.BaseUrl, (s, v) => s with { BaseUrl = v }, "An endpoint of your own. Needs api and models."),
        new BoundField<ProviderSpec, string>("api", TextType.Any, s => s.Api, (s, v) => s with { Api = v }, "The protocol of the endpoint, for example openai-completions or anthropic-messages."),
        new BoundField<ProviderSpec, ValueList<DataNode>>("models", new ListType<DataNode>(FreeType.Instance), s => s.Models, (s, v) => s with { Models = v }, "The endpoint's models, each a map with at least id."),
        new BoundField<ProviderSpec, ValueMap<DataNode>>("headers", FreeMap, s => s.Headers, (s, v) => s with { Headers = v }, "Headers for each request: text, or a secret reference."));

    private static readonly ObjectType<GatewayAuth> Auth = new(
        new GatewayAuth(null),
        new BoundField<GatewayAuth, SecretRef>("token", SecretRefType.Instance, s => s.Token, (s, v) => s with { Token = v }, "The gateway's token. Generated and kept when it is not given."));

    private static readonly ObjectType<PublishSpec> Publish = new(
        new PublishSpec(PublishSpec.DefaultHostIp, 0),
        new BoundField<PublishSpec, string>("hostIP", new TextType("IP address", Forms.Address), s => s.HostIp, (s, v) => s with { HostIp = v }, "The host's address to publish on. Anything beyond loopback is a warning."),
        new BoundField<PublishSpec, int>("hostPort", Port, s => s.HostPort, (s, v) => s with { HostPort = v }, "The host's port to publish on; no two bots may share one.", required: true) { Inheritable = true });

    private static readonly ObjectType<GatewaySpec> Gateway = new(
        new GatewaySpec(),
        new BoundField<GatewaySpec, GatewayBind>("bind", Words.Bind, s => s.Bind, (s, v) => s with { Bind = v }, "Where the gateway listens inside its container: loopback, lan (every address), or custom with customBindHost."),
        new BoundField<GatewaySpec, string>("customBindHost", new TextType("IPv4 address", Forms.BindAddress), s => s.CustomBindHost, (s, v) => s with { CustomBindHost = v }, "The address for bind: custom."),
        new BoundField<GatewaySpec, int>("port", Port, s => s.Port, (s, v) => s with { Port = v }, "The gateway's port inside its container."),
        new BoundField<GatewaySpec, GatewayAuth>("auth", Auth, s => s.Token is null ? null : new GatewayAuth(s.Token), (s, v) => s with { Token = v.Token }, "How callers of the gateway prove who they are."),
        new BoundField<GatewaySpec, PublishSpec>("publish", Publish, s => s.Publish, (s, v) => s with { Publish = v }, "Makes the gateway reachable from the host. Needs bind: lan. Without it nothing is published."));

    private static readonly ObjectType<WorkspaceFile> WorkspaceFile = new(
        new WorkspaceFile(),
        new BoundField<WorkspaceFile, string>("inline", TextType.Any, s => s.Inline, (s, v) => s with { Inline = v }, "The file's content."),
        new BoundField<WorkspaceFile, string>("file", TextType.Any, s => s.File, (s, v) => s with { File = v }, "A file with the content, relative to the manifest."),
        new BoundField<WorkspaceFile, WorkspaceFileMode>("mode", Words.FileMode, s => s.Mode, (s, v) => s with { Mode = v }, "seed writes it only where it is missing; enforce keeps it as given."));

    private static readonly ObjectType<WorkspaceSpec> Workspace = new(
        new WorkspaceSpec(),
        new BoundField<WorkspaceSpec, string>("path", TextType.Any, s => s.Path, (s, v) => s with { Path = v }, "The workspace, relative to the bot's home."),
        new BoundField<WorkspaceSpec, ValueMap<WorkspaceFile>>("files", new MapType<WorkspaceFile>(WorkspaceFile), s => s.Files, (s, v) => s with { Files = v }, "Files of the workspace, by their path in it."));

    public static readonly ObjectType<BotSpec> Spec = new(
        new BotSpec { Image = new ImageSpec { Reference = "" } },
        new BoundField<BotSpec, bool>("suspend", FlagType.Instance, s => s.Suspend, (s, v) => s with { Suspend = v }, "Stops reconciling; the container stays as it is."),
        new BoundField<BotSpec, RunState>("runState", Words.RunState, s => s.RunState, (s, v) => s with { RunState = v }, "Whether the bot runs. Stopped keeps its container and state."),
        new BoundField<BotSpec, int>("priority", new WholeNumberType<int>(-1_000_000, 1_000_000), s => s.Priority, (s, v) => s with { Priority = v }, "The order of starts when many start at once: the highest first."),
        new BoundField<BotSpec, bool>("adopt", FlagType.Instance, s => s.Adopt, (s, v) => s with { Adopt = v }, "Take over a foreign container with this bot's id or name, state included."),
        new BoundField<BotSpec, ImageSpec>("image", Image, s => s.Image, (s, v) => s with { Image = v }, "What to run.", required: true) { Inheritable = true },
        new BoundField<BotSpec, ModelSpec>("model", Model, s => s.Model, (s, v) => s with { Model = v }, "Which model answers."),
        new BoundField<BotSpec, ValueMap<ProviderSpec>>("providers", new MapType<ProviderSpec>(Provider, Forms.ProviderName), s => s.Providers, (s, v) => s with { Providers = v }, "Model providers by name: any that OpenClaw knows, or one of your own with baseUrl."),
        new BoundField<BotSpec, ValueMap<ChannelSpec>>("channels", ChannelsType.Instance, s => s.Channels, (s, v) => s with { Channels = v }, "The channels that the bot talks on."),
        new BoundField<BotSpec, GatewaySpec>("gateway", Gateway, s => s.Gateway, (s, v) => s with { Gateway = v }, "The bot's gateway."),
        new BoundField<BotSpec, WorkspaceSpec>("workspace", Workspace, s => s.Workspace, (s, v) => s with { Workspace = v }, "The agent's workspace."),
        new BoundField<BotSpec, ValueMap<DataNode>>("config", FreeMap, s => s.Config, (s, v) => s with { Config = v }, "A fragment of openclaw.json, merged last. Keys that other fields decide are errors."),
        new BoundField<BotSpec, ConfigDrift>("configDrift", Words.Drift, s => s.ConfigDrift, (s, v) => s with { ConfigDrift = v }, "enforce makes the configuration read-only; allow and report let the bot write it."),
        new BoundField<BotSpec, ResourceSpec>("resources", Resources, s => s.Resources, (s, v) => s with { Resources = v }, "Limits of the container."),
        new BoundField<BotSpec, NetworkSpec>("network", Network, s => s.Network, (s, v) => s with { Network = v }, "The bot's network. A bot always has one."),
        new BoundField<BotSpec, SecuritySpec>("security", Security, s => s.Security, (s, v) => s with { Security = v }, "Hardening of the container."),
        new BoundField<BotSpec, ValueMap<string>>("env", new MapType<string>(new TextType("text", Forms.EnvValue), Forms.EnvName), s => s.Env, (s, v) => s with { Env = v }, "Environment variables: literal values only, never secrets."),
        new BoundField<BotSpec, HealthSpec>("health", Health, s => s.Health, (s, v) => s with { Health = v }, "The health check."),
        new BoundField<BotSpec, RolloutSpec>("rollout", Rollout, s => s.Rollout, (s, v) => s with { Rollout = v }, "How changes are applied."),
        new BoundField<BotSpec, TerminationSpec>("termination", Termination, s => s.Termination, (s, v) => s with { Termination = v }, "How the bot is stopped."),
        new BoundField<BotSpec, RestartSpec>("restart", Restart, s => s.Restart, (s, v) => s with { Restart = v }, "What happens when the bot ends by itself."),
        new BoundField<BotSpec, LogSpec>("logs", Logs, s => s.Logs, (s, v) => s with { Logs = v }, "Rotation of the container's log."));
}
