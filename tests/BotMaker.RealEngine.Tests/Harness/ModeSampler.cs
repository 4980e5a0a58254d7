namespace BotMaker.RealEngine.Tests.Harness;

/// <summary>Looks at directories as often as it can while they are written to, and notes every file and directory that anybody but its owner could have opened.</summary>
internal sealed class ModeSampler : IAsyncDisposable
{
    private const UnixFileMode GroupAndOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Task _loop;
    private int _seen;

    public ModeSampler(params string[] roots) => _loop = Task.Run(() => LoopAsync(roots));

    /// <summary>Names that were looked at, each time that they were.</summary>
    public int Seen => _seen;

    /// <summary>Those that others could have opened, with their modes.</summary>
    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        return _open;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task LoopAsync(string[] roots)
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var root in roots) Look(root);
            await Task.Yield();
        }
    }

    private void Look(string path)
    {
        try
        {
            if (!Directory.Exists(path)) return;
            Note(path);
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo { LinkTarget: null }) Look(entry.FullName);
                else Note(entry.FullName);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It went while it was looked at.
        }
    }

    private void Note(string path)
    {
        var mode = File.GetUnixFileMode(path);
        _seen++;
        if ((mode & GroupAndOthers) != UnixFileMode.None) _open.Add($"{path} {Convert.ToString((int)mode, 8)}");
    }
}
