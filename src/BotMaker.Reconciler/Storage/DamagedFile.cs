using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>A file of ours that could not be read and was moved aside.</summary>
/// <param name="Bot">Whose; null: the daemon's own.</param>
/// <param name="Path">Where it stood.</param>
/// <param name="MovedTo">Where it is now.</param>
/// <param name="Cause">What was wrong with it.</param>
/// <param name="At">When it was found.</param>
public sealed record DamagedFile(BotId? Bot, string Path, string MovedTo, string Cause, DateTimeOffset At);
