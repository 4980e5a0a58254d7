using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Execution;

/// <summary>Everything that decides what a bot's container is.</summary>
internal sealed record ContainerBlueprint
{
    public required DesiredBot Bot { get; init; }

    public required RenderedBot Rendered { get; init; }

    public required int Attempt { get; init; }

    public required string SpecHash { get; init; }

    /// <summary>The instance that it will belong to.</summary>
    public required string Instance { get; init; }

    /// <summary>A reference or an image id.</summary>
    public required string Image { get; init; }

    /// <summary>Its restarts are ours until it is proven: the engine's policy stays off.</summary>
    public bool IsOnTrial { get; init; }

    public required int Uid { get; init; }

    public required string Network { get; init; }

    /// <summary>Host path by purpose of the mount.</summary>
    public required IReadOnlyDictionary<MountPurpose, string> Sources { get; init; }
}
