namespace BotMaker.Reconciler.Storage;

/// <summary>Another reconciler works on this data directory; <c>run</c> ends with 75.</summary>
public sealed class DirectoryLockedException(string directory, string? owner)
    : Exception($"Another reconciler{(owner is null ? "" : $" (process {owner})")} holds '{directory}'. Stop it, or give this one another data directory.")
{
    /// <summary>The data directory.</summary>
    public string Directory { get; } = directory;

    /// <summary>The process id that the lock file names.</summary>
    public string? Owner { get; } = owner;
}
