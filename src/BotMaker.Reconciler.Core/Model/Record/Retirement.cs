using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>The tombstone of a bot whose manifest is gone and whose container is kept. It ends when the manifest comes back.</summary>
/// <param name="Policy">Why it is kept: <see cref="DeletionPolicy.Retain"/> or <see cref="DeletionPolicy.Orphan"/>.</param>
/// <param name="At">Since when.</param>
public sealed record Retirement(DeletionPolicy Policy, DateTimeOffset At);
