namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Bot">Its name.</param>
/// <param name="Class">The highest class of its changes, in lower case.</param>
/// <param name="Actions">In this order.</param>
/// <param name="Fields">What differs, and is applied by the actions.</param>
/// <param name="Pending">What differs, and waits for the next new container.</param>
public sealed record PlanChangeDocument(
    string Bot,
    string Class,
    IReadOnlyList<PlanActionDocument> Actions,
    IReadOnlyList<PlanFieldDocument> Fields,
    IReadOnlyList<PlanFieldDocument> Pending);
