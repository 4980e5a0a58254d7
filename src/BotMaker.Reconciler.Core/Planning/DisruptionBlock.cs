namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Words for a change that waits.</summary>
internal static class DisruptionBlock
{
    public static PlanBlock Of(ChangeClass needed, ChangeClass allowed) => new(
        PlanBlockKind.Disruption,
        $"The change needs class {Word(needed)}, and spec.rollout.maxDisruption allows {Word(allowed)}. The bot goes on as it is; raise maxDisruption when the moment is right.");

    private static string Word(ChangeClass @class) => @class.ToString().ToLowerInvariant();
}
