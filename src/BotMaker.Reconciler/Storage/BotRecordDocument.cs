using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Storage;

/// <summary><c>record.json</c>: the shape on disk of a <see cref="BotRecord"/>.</summary>
internal sealed record BotRecordDocument
{
    public required int LastAttempt { get; init; }

    public int? Uid { get; init; }

    public Retirement? Retired { get; init; }

    public IReadOnlyList<AttemptDocument> Attempts { get; init; } = [];

    public static BotRecordDocument From(BotRecord record) => new()
    {
        LastAttempt = record.LastAttempt,
        Uid = record.Uid,
        Retired = record.Retired,
        Attempts = [.. record.Attempts.Select(AttemptDocument.From)],
    };

    public BotRecord ToRecord() => new()
    {
        LastAttempt = LastAttempt,
        Uid = Uid,
        Retired = Retired,
        Attempts = Attempts.Select(attempt => attempt.ToRecord()).ToValueList(),
    };
}
