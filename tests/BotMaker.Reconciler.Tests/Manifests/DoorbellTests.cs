using BotMaker.Reconciler.Manifests;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Manifests;

internal sealed class DoorbellTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Doorbell _bell = new();

    [Test]
    public async Task RungWhileNobodyWaits_WakesTheNextOneOnce()
    {
        _bell.Ring();
        _bell.Ring();

        (await _bell.WaitAsync(TimeSpan.FromSeconds(1), _time, CancellationToken.None)).Should().BeTrue();
        var second = _bell.WaitAsync(TimeSpan.FromSeconds(1), _time, CancellationToken.None);
        await _time.WaitForTimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second).Should().BeFalse();
    }

    [Test]
    public async Task RungAfterAWaitWasGivenUp_IsNotLost()
    {
        var first = _bell.WaitAsync(TimeSpan.FromSeconds(1), _time, CancellationToken.None);
        await _time.WaitForTimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await first).Should().BeFalse();
        _bell.Ring();

        (await _bell.WaitAsync(TimeSpan.FromSeconds(1), _time, CancellationToken.None)).Should().BeTrue();
    }

    [Test]
    public async Task Cancelled_ThrowsAndTheNextWaitWorks()
    {
        using var stop = new CancellationTokenSource();
        var wait = _bell.WaitAsync(TimeSpan.FromSeconds(1), _time, stop.Token);
        await stop.CancelAsync();
        await FluentActions.Awaiting(() => wait).Should().ThrowAsync<OperationCanceledException>();
        _bell.Ring();

        (await _bell.WaitAsync(TimeSpan.FromSeconds(1), _time, CancellationToken.None)).Should().BeTrue();
    }
}
