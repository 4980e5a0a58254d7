using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record WorkspaceSpec
{
    /// <summary>Relative to the bot's home.</summary>
    public string Path { get; init; } = "workspace";

    /// <summary>By path relative to the workspace.</summary>
    public ValueMap<WorkspaceFile> Files { get; init; }
}
