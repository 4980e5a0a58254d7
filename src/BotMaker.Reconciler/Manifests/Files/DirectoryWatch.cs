namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>
/// Rings when something below the manifests directory changes, or the directory itself is replaced. It may ring for nothing, and it may
/// miss things: the scan is the truth. A watcher that fails is made anew at the next <see cref="Renew"/>.
/// </summary>
internal sealed partial class DirectoryWatch(string directory, Doorbell bell, ILogger logger) : IDisposable
{
    private readonly List<FileSystemWatcher> _watchers = [];
    private string _watched = "";
    private volatile bool _failed = true;

    /// <summary>How often watchers were made.</summary>
    public int Renewals { get; private set; }

    /// <summary>Called after each scan: makes the watchers anew when one failed or the directory is another one than before.</summary>
    /// <returns>True: they are new, so that what happened before may have gone unseen; scan again.</returns>
    public bool Renew(string? realRoot)
    {
        string identity = realRoot is null ? "" : $"{realRoot} {NativeFile.Stat(realRoot)?.Inode}";
        if (!_failed && string.Equals(identity, _watched, StringComparison.Ordinal)) return false;
        Clear();
        (_failed, _watched) = (false, identity);
        Renewals++;
        if (realRoot is not null) Add(realRoot, "*", recursive: true);
        foreach (var (parent, name) in LinkedPath.TurningPoints(directory)) Add(parent, name, recursive: false);
        return true;
    }

    public void Dispose() => Clear();

    private void Add(string path, string filter, bool recursive)
    {
        if (!Directory.Exists(path)) return;
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(path, filter)
            {
                IncludeSubdirectories = recursive,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes,
            };
            watcher.Changed += (_, _) => bell.Ring();
            watcher.Created += (_, _) => bell.Ring();
            watcher.Deleted += (_, _) => bell.Ring();
            watcher.Renamed += (_, _) => bell.Ring();
            watcher.Error += (_, error) => Fail(path, error.GetException());
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            watcher?.Dispose();
            // No ring: the rescan comes by itself, and tries again then.
            _failed = true;
            LogNotWatched(path, exception.Message);
        }
    }

    private void Fail(string path, Exception exception)
    {
        _failed = true;
        LogNotWatched(path, exception.Message);
        bell.Ring();
    }

    private void Clear()
    {
        foreach (var watcher in _watchers) watcher.Dispose();
        _watchers.Clear();
    }
}
