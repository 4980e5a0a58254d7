namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>Why a new revision was given up.</summary>
/// <param name="Reason">A constant in Pascal case, for example <c>NotReadyInTime</c>.</param>
/// <param name="Message">For people.</param>
/// <param name="LogTail">The last lines that its container wrote, secrets taken out, cut to a bound; null where there were none.</param>
public sealed record RolloutFailure(string Reason, string Message, string? LogTail = null);
