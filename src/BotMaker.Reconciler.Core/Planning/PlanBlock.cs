namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Why a plan holds back.</summary>
/// <param name="Kind">What holds it.</param>
/// <param name="Message">For people: what, where, what next.</param>
public sealed record PlanBlock(PlanBlockKind Kind, string Message);
