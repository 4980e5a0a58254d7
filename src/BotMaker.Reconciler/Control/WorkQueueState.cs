namespace BotMaker.Reconciler.Control;

/// <param name="Urgent">Keys that wait with high priority.</param>
/// <param name="Background">Keys that wait with low priority.</param>
/// <param name="Delayed">Keys whose time has not come.</param>
/// <param name="Processing">Keys being worked on.</param>
/// <param name="UnfinishedWork">Sum of the times of the work under way.</param>
/// <param name="LongestRunning">Longest of these times.</param>
public sealed record WorkQueueState(int Urgent, int Background, int Delayed, int Processing, TimeSpan UnfinishedWork, TimeSpan LongestRunning);
