namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>Somebody's word to leave one bot, or the whole fleet, as it is. Kept on disk.</summary>
public sealed record Hold
{
    /// <summary>Who said so, for people.</summary>
    public required string By { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>It ends by itself then; null: only by somebody's word.</summary>
    public DateTimeOffset? Until { get; init; }

    public string? Reason { get; init; }

    public bool IsOver(DateTimeOffset now) => Until <= now;
}
