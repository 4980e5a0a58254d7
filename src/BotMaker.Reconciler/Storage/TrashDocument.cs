namespace BotMaker.Reconciler.Storage;

/// <summary><c>trash/&lt;entry&gt;/entry.json</c>.</summary>
internal sealed record TrashDocument
{
    public required string Bot { get; init; }

    public required DateTimeOffset DeletedAt { get; init; }

    /// <summary>Where its manifest was.</summary>
    public string? Manifest { get; init; }

    /// <summary>Somebody asked for it back.</summary>
    public bool IsWanted { get; init; }
}
