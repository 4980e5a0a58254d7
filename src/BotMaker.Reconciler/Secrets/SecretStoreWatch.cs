using System.Threading.Channels;

namespace BotMaker.Reconciler.Secrets;

/// <summary>Rings when something below the secrets directory changes. It may ring for nothing, and it may miss things: whoever waits looks for himself.</summary>
/// <param name="directory">The store. It may come later, and go.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Says when it cannot be watched.</param>
internal sealed partial class SecretStoreWatch(string directory, TimeProvider time, ILogger<SecretStoreWatch> logger) : IDisposable
{
    /// <summary>A value is written by several events; a rotation changes several files.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);

    private readonly ILogger<SecretStoreWatch> _logger = logger;
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FileSystemWatcher? _watcher;
    private volatile bool _failed;

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Returns a moment after a ring, or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        Renew();
        using var over = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await _rings.Reader.ReadAsync(either.Token);
            await Task.Delay(Settle, time, cancellationToken);
            _rings.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    public void Dispose() => _watcher?.Dispose();

    /// <summary>A watcher that failed, or whose directory was not there, is made anew.</summary>
    private void Renew()
    {
        if (_watcher is not null && !_failed) return;
        _watcher?.Dispose();
        _watcher = null;
        if (!Directory.Exists(directory)) return;
        var watcher = new FileSystemWatcher();
        try
        {
            watcher.Path = directory;
            watcher.IncludeSubdirectories = true;
            watcher.NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Attributes;
            watcher.Changed += (_, _) => Ring();
            watcher.Created += (_, _) => Ring();
            watcher.Deleted += (_, _) => Ring();
            watcher.Renamed += (_, _) => Ring();
            watcher.Error += (_, error) => Fail(error.GetException().Message);
            watcher.EnableRaisingEvents = true;
            (_watcher, _failed) = (watcher, false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            watcher.Dispose();
            NotWatched(directory, exception.Message);
        }
    }

    private void Fail(string cause)
    {
        _failed = true;
        NotWatched(directory, cause);
        Ring();
    }
}
