namespace BotMaker.Reconciler.Control;

/// <summary>What was decided for a bot at one look, and what came of it.</summary>
/// <param name="At">When.</param>
/// <param name="Steps">What was done, why, and how it ended.</param>
public sealed record Decision(DateTimeOffset At, IReadOnlyList<string> Steps);
