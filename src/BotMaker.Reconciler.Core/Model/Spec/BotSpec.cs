using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Spec;

/// <summary>What a manifest wants of its bot, after defaults. The initial values are the documented defaults.</summary>
public sealed record BotSpec
{
    public bool Suspend { get; init; }

    public RunState RunState { get; init; } = RunState.Running;

    public int Priority { get; init; }

    public bool Adopt { get; init; }

    public required ImageSpec Image { get; init; }

    public ModelSpec? Model { get; init; }

    /// <summary>By provider name, for example <c>anthropic</c>.</summary>
    public ValueMap<ProviderSpec> Providers { get; init; }

    /// <summary>By channel name, for example <c>telegram</c>.</summary>
    public ValueMap<ChannelSpec> Channels { get; init; }

    public GatewaySpec Gateway { get; init; } = new();

    public WorkspaceSpec Workspace { get; init; } = new();

    /// <summary>Fragment of <c>openclaw.json</c>, merged last.</summary>
    public ValueMap<DataNode> Config { get; init; }

    public ConfigDrift ConfigDrift { get; init; } = ConfigDrift.Enforce;

    public ResourceSpec Resources { get; init; } = new();

    public NetworkSpec Network { get; init; } = new();

    public SecuritySpec Security { get; init; } = new();

    public ValueMap<string> Env { get; init; }

    public HealthSpec Health { get; init; } = new();

    public RolloutSpec Rollout { get; init; } = new();

    public TerminationSpec Termination { get; init; } = new();

    public RestartSpec Restart { get; init; } = new();

    public LogSpec Logs { get; init; } = new();
}
