namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>Why a bot is as it is, and what happens next.</summary>
/// <param name="Name">The bot.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Ready">Its condition <c>Ready</c>.</param>
/// <param name="Because">Other conditions that tell of something: what, where, what next.</param>
/// <param name="LookedAt">When it was looked at last; null: not in this run of the daemon.</param>
/// <param name="DecidedAt">When something was decided for it last; null: nothing had to be done in this run.</param>
/// <param name="Decided">What was done then, why, and how it ended.</param>
/// <param name="Next">What is to be done: steps that wait, or are withheld.</param>
/// <param name="NextAt">When it is looked at by itself; null: at the next change, event or resync.</param>
public sealed record ExplainDocument(
    string Name,
    string Phase,
    ConditionDocument? Ready,
    IReadOnlyList<ConditionDocument> Because,
    DateTimeOffset? LookedAt,
    DateTimeOffset? DecidedAt,
    IReadOnlyList<string> Decided,
    IReadOnlyList<string> Next,
    DateTimeOffset? NextAt);
