using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Execution;

/// <summary>What the actions of one plan hand to each other. Lives for one pass.</summary>
public sealed class ActionContext(BotIntent intent)
{
    public BotId Id => Intent.Id;

    public BotIntent Intent { get; } = intent;

    /// <summary>The spec in force.</summary>
    /// <exception cref="InvalidOperationException">A plan that needs it was made without one.</exception>
    public DesiredBot Bot => Intent.Bot ?? throw new InvalidOperationException($"Bot {Id} has no spec, and its plan needs one.");

    /// <summary>The desired spec's hash; null when there is no spec.</summary>
    public string? SpecHash { get; init; }

    /// <summary>From <c>EnsureImage</c>.</summary>
    public string? ImageId { get; set; }

    /// <summary>From <c>EnsureImage</c>: the reference as people know it, where it meant that image; else null.</summary>
    public string? ImageName { get; set; }

    /// <summary>From <c>CreateContainer</c>.</summary>
    public string? CreatedContainerId { get; set; }

    /// <summary>Called when a pull begins, which takes long.</summary>
    public Action? PullBegins { get; init; }
}
