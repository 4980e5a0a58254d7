namespace BotMaker.Reconciler.Core.Model.Spec;

/// <summary>Content of a workspace file: exactly one of the two sources.</summary>
public sealed record WorkspaceFile
{
    public string? Inline { get; init; }

    /// <summary>Relative to the manifest.</summary>
    public string? File { get; init; }

    public WorkspaceFileMode Mode { get; init; } = WorkspaceFileMode.Seed;
}
