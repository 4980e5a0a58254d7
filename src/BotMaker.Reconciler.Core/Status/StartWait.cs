namespace BotMaker.Reconciler.Core.Status;

/// <summary>A bot's place among those that wait for their turn to start.</summary>
/// <param name="Ahead">Bots that come before it, those on their way up included.</param>
/// <param name="TurnAt">An estimate; null while there is none.</param>
public sealed record StartWait(int Ahead, DateTimeOffset? TurnAt);
