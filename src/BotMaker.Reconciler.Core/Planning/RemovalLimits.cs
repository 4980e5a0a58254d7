namespace BotMaker.Reconciler.Core.Planning;

/// <summary>How fast bots may go.</summary>
/// <param name="Grace">How long an absent bot is left as it is.</param>
/// <param name="MaxCount">More than so many at once block all.</param>
/// <param name="MaxShare">More than this share of the fleet, 0 to 1, blocks all, where it is more than one bot.</param>
/// <param name="Window">A bot that was removed counts for so long.</param>
public sealed record RemovalLimits(TimeSpan Grace, int MaxCount, double MaxShare, TimeSpan Window);
