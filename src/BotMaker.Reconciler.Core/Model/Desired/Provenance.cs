namespace BotMaker.Reconciler.Core.Model.Desired;

/// <summary>Where a bot's manifest stands.</summary>
public sealed record Provenance
{
    /// <summary>Relative to the manifests directory.</summary>
    public required string File { get; init; }

    /// <summary>0 for the first document of the file.</summary>
    public int Document { get; init; }

    /// <summary>1-based line at which the document begins.</summary>
    public int Line { get; init; } = 1;

    /// <summary>The commit of the work tree, where the directory is in one.</summary>
    public string? Commit { get; init; }

    /// <summary>The work tree differs from its commit.</summary>
    public bool Dirty { get; init; }

    public override string ToString() => Document == 0 ? File : $"{File}#{Document}";
}
