namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record HealthSpec
{
    public TimeSpan StartPeriod { get; init; } = TimeSpan.FromMinutes(3);

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public int FailureThreshold { get; init; } = 3;

    public ChannelHealthMode Channels { get; init; } = ChannelHealthMode.Report;
}
