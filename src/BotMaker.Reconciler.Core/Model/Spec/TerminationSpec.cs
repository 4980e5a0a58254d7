namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record TerminationSpec
{
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(30);
}
