namespace BotMaker.Reconciler.Execution;

/// <summary>The engine cannot run bots of this daemon as things are: a fault of the set-up, which ends <c>run</c> with 78.</summary>
public sealed class HostCheckException(string message, Exception? innerException = null) : Exception(message, innerException);
