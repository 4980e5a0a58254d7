namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>The process of the daemon ends here.</summary>
internal sealed class DaemonKilledException() : Exception("the daemon was killed here");
