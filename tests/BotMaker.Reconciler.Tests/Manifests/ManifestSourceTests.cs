using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests;
using BotMaker.Testing.Logging;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>The loop, on a manual clock. What the operating system tells is awaited, never slept for.</summary>
internal sealed class ManifestSourceTests
{
    private static readonly ManifestOptions Defaults = new();

    private ManifestFolder _folder = null!;
    private ManifestSource _source = null!;
    private CancellationTokenSource _stop = null!;
    private System.Threading.Channels.Channel<DesiredChange> _scans = null!;
    private Task _running = null!;

    [SetUp]
    public async Task SetUp()
    {
        _folder = new ManifestFolder();
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 1\n"));
        _source = new ManifestSource(Defaults with { Directory = _folder.Path }, _folder.DataDirectory, _folder.Time, new CapturingLogger<ManifestSource>());
        _stop = new CancellationTokenSource();
        _scans = System.Threading.Channels.Channel.CreateUnbounded<DesiredChange>();
        _running = _source.RunAsync(change => _scans.Writer.TryWrite(change), _stop.Token);
        await NextScan();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _stop.CancelAsync();
        await FluentActions.Awaiting(() => _running).Should().ThrowAsync<OperationCanceledException>();
        _source.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void FirstScan_IsThereAtOnce() => _source.Current.Intent(ManifestFolder.Id("ada")).Presence.Should().Be(DesiredPresence.Present);

    [Test]
    public async Task FileSaved_IsScannedAfterTheSettleDelay()
    {
        await _folder.Time.WaitForTimersAsync(1);
        var begin = _folder.Time.GetUtcNow();
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 2\n"));

        var change = await ScanAfterEventsAsync();

        change.Changed.Should().Equal(ManifestFolder.Id("ada"));
        change.Snapshot.Intent(ManifestFolder.Id("ada")).Bot!.Spec.Priority.Should().Be(2);
        (_folder.Time.GetUtcNow() - begin).Should().BeLessThan(Defaults.RescanInterval, "the event woke it, not the rescan");
    }

    [Test]
    public async Task NoEvent_TheRescanComes()
    {
        await _folder.Time.WaitForTimersAsync(1);
        _folder.Time.Advance(Defaults.RescanInterval);

        (await NextScan()).Changed.Should().BeEmpty();
    }

    [Test]
    public async Task DirectoryReplaced_IsWatchedAgain()
    {
        Directory.Move(_folder.Path, _folder.Path + ".old");
        Directory.CreateDirectory(_folder.Path);
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 2\n"));
        while ((await ScanAfterEventsAsync()).Snapshot.Intent(ManifestFolder.Id("ada")).Bot!.Spec.Priority != 2)
        {
            // The old directory's end, the new one's creation and the file may ring one by one.
        }

        await _folder.Time.WaitForTimersAsync(1);
        var begin = _folder.Time.GetUtcNow();
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 3\n"));
        while ((await ScanAfterEventsAsync()).Snapshot.Intent(ManifestFolder.Id("ada")).Bot!.Spec.Priority != 3)
        {
            // As above.
        }

        (_folder.Time.GetUtcNow() - begin).Should().BeLessThan(Defaults.RescanInterval);
    }

    [Test]
    public async Task ScanAsked_IsDoneAtOnceAndToldToTheLoopsListenerToo()
    {
        _folder.Write("b.yaml", ManifestFolder.Bot("bob"));

        var change = await _source.ScanAsync(CancellationToken.None);

        change.Changed.Should().Equal(ManifestFolder.Id("bob"));
        _source.Current.Bots.Should().ContainKey(ManifestFolder.Id("bob"));
        (await NextScan()).Changed.Should().Equal(ManifestFolder.Id("bob"));
    }

    private async Task<DesiredChange> NextScan()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _scans.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Waits until an event has shortened the wait from the rescan to the settle delay, then lets that pass.</summary>
    private async Task<DesiredChange> ScanAfterEventsAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var scan = _scans.Reader.ReadAsync(patience.Token).AsTask();
        while (!scan.IsCompleted)
        {
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
            if (_folder.Time.NextDue is { } due && due - _folder.Time.GetUtcNow() <= Defaults.SettleDelay) _folder.Time.AdvanceToNextTimer();
        }

        return await scan;
    }
}
