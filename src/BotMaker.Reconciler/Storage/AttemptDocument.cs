using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Storage;

/// <summary>One attempt inside <c>record.json</c>.</summary>
internal sealed record AttemptDocument
{
    public required int Number { get; init; }

    public required string SpecHash { get; init; }

    public string? ContainerId { get; init; }

    public string? ImageId { get; init; }

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool StoppedByUs { get; init; }

    public string? SecretDigest { get; init; }

    public IReadOnlyList<string> Accounts { get; init; } = [];

    public WrittenFiles? Written { get; init; }

    public RefusedFiles? Refused { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public static AttemptDocument From(AttemptRecord attempt) => new()
    {
        Number = attempt.Number,
        SpecHash = attempt.SpecHash,
        ContainerId = attempt.ContainerId,
        ImageId = attempt.ImageId,
        Fields = attempt.Fields,
        StoppedByUs = attempt.StoppedByUs,
        SecretDigest = attempt.SecretDigest,
        Accounts = attempt.Accounts,
        Written = attempt.Written,
        Refused = attempt.Refused,
        DecidedAt = attempt.DecidedAt,
    };

    public AttemptRecord ToRecord() => new()
    {
        Number = Number,
        SpecHash = SpecHash,
        ContainerId = ContainerId,
        ImageId = ImageId,
        Fields = Fields.ToValueMap(),
        StoppedByUs = StoppedByUs,
        SecretDigest = SecretDigest,
        Accounts = Accounts.ToValueList(),
        Written = Written,
        Refused = Refused,
        DecidedAt = DecidedAt,
    };
}
