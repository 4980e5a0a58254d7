namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>The API's socket cannot be made; the message says why and what to do.</summary>
public sealed class SocketUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
