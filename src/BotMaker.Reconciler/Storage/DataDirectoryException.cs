namespace BotMaker.Reconciler.Storage;

/// <summary>The data or runtime directory cannot be used as it is: a fault of the configuration, which ends <c>run</c> with 78.</summary>
public sealed class DataDirectoryException(string message, Exception? innerException = null) : Exception(message, innerException);
