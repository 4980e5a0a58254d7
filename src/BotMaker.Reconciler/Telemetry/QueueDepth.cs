using System.Runtime.InteropServices;

namespace BotMaker.Reconciler.Telemetry;

/// <param name="Urgent">Keys that wait with high priority.</param>
/// <param name="Background">Keys that wait with low priority.</param>
/// <param name="Unfinished">Sum of the times of the work under way.</param>
/// <param name="LongestRunning">Longest of these times.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct QueueDepth(int Urgent, int Background, TimeSpan Unfinished, TimeSpan LongestRunning);
