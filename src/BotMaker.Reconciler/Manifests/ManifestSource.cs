using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests.Catalog;
using BotMaker.Reconciler.Manifests.Files;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Manifests;

/// <summary>Watches the manifests directory and scans it: after each quiet moment that follows a change, and at least at each rescan.</summary>
public sealed partial class ManifestSource : IBotSource, IDisposable
{
    private readonly ManifestOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ManifestSource> _logger;
    private readonly ManifestCatalog _catalog;
    private readonly ManifestScanner _scanner;
    private readonly Doorbell _bell = new();
    private readonly DirectoryWatch _watch;
    private readonly SemaphoreSlim _oneScan = new(1, 1);
    private Action<DesiredChange>? _onScan;
    private (string? Commit, int Parsed, bool Dirty) _lastWorkTree;

    /// <param name="data">Where the last good specs are kept.</param>
    public ManifestSource(ManifestOptions options, DataDirectory data, TimeProvider time, ILogger<ManifestSource> logger)
        : this(options, new FileLastGoodStore(data, time), time, logger)
    {
    }

    internal ManifestSource(ManifestOptions options, ILastGoodStore store, TimeProvider time, ILogger<ManifestSource> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _catalog = new ManifestCatalog(store);
        _scanner = new ManifestScanner(options.Directory, time);
        _watch = new DirectoryWatch(options.Directory, _bell, logger);
        foreach (string problem in _catalog.LoadProblems) LogRecordProblem(problem);
    }

    public DesiredSnapshot Current => _catalog.Current;

    public async Task RunAsync(Action<DesiredChange> onScan, CancellationToken cancellationToken)
    {
        _onScan = onScan;
        try
        {
            while (true)
            {
                await ScanAsync(cancellationToken);
                bool rang = await _bell.WaitAsync(_options.RescanInterval, _time, cancellationToken);
                if (rang) await QuietMoment.WaitAsync(_bell, _options.SettleDelay, _time, cancellationToken);
            }
        }
        finally
        {
            _onScan = null;
        }
    }

    public async Task<DesiredChange> ScanAsync(CancellationToken cancellationToken)
    {
        await _oneScan.WaitAsync(cancellationToken);
        try
        {
            // New watchers come before the scan that they make up for: what changes while it runs rings.
            _watch.Renew(NativeFile.RealPath(_options.Directory));
            var change = Scan();
            _onScan?.Invoke(change);
            foreach (string problem in _catalog.Persist()) LogRecordProblem(problem);
            await RefreshWorkTreeAsync(cancellationToken);
            return change with { Snapshot = _catalog.Current };
        }
        finally
        {
            _oneScan.Release();
        }
    }

    public async Task<DesiredChange> ConfirmAsync(SourceDoubt doubt, CancellationToken cancellationToken)
    {
        await _oneScan.WaitAsync(cancellationToken);
        try
        {
            _catalog.Confirm(doubt);
        }
        finally
        {
            _oneScan.Release();
        }

        return await ScanAsync(cancellationToken);
    }

    public async Task ForgetAsync(BotId id, CancellationToken cancellationToken)
    {
        await _oneScan.WaitAsync(cancellationToken);
        try
        {
            _catalog.Forget(id);
            // Others may have waited for its port or its channel.
            _bell.Ring();
        }
        finally
        {
            _oneScan.Release();
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        _oneScan.Dispose();
    }

    private DesiredChange Scan()
    {
        long begin = _time.GetTimestamp();
        var change = _catalog.Apply(_scanner.Scan(), _time.GetUtcNow());
        SetWorkTree(CommitOfRoot(), _lastWorkTree.Dirty);
        change = change with { Snapshot = _catalog.Current };
        if (change.SourceChanged && change.Snapshot.Source is { Available: false, Message: { } message }) LogUnavailable(message);
        else if (change.SourceChanged) LogAvailable(_options.Directory);
        if (change.Changed.Count > 0) LogScanned(change.Snapshot.Bots.Count, change.Changed.Count, _time.GetElapsedTime(begin).TotalMilliseconds);
        return change;
    }

    private string? CommitOfRoot() => WorkTree.RootOf(_scanner.RealRoot) is { } root ? WorkTree.CommitOf(root) : null;

    private void SetWorkTree(string? commit, bool dirty)
    {
        if (commit is not null) _catalog.SetWorkTree(commit, dirty);
    }

    /// <summary>After the scan was told: git takes longer than all the rest, and only says where a manifest came from.</summary>
    private async Task RefreshWorkTreeAsync(CancellationToken cancellationToken)
    {
        string? commit = CommitOfRoot();
        if (commit is null || _scanner.RealRoot is not { } root || (string.Equals(commit, _lastWorkTree.Commit, StringComparison.Ordinal) && _scanner.ParsedFiles == _lastWorkTree.Parsed)) return;
        bool dirty = await WorkTree.IsDirtyAsync(root, cancellationToken);
        _lastWorkTree = (commit, _scanner.ParsedFiles, dirty);
        SetWorkTree(commit, dirty);
    }
}
