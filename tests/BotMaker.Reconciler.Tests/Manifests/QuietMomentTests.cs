using BotMaker.Reconciler.Manifests;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Manifests;

internal sealed class QuietMomentTests
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    private readonly ManualTimeProvider _time = new();
    private readonly Doorbell _bell = new();

    [Test]
    public async Task NoFurtherRing_EndsAfterTheSettleDelay()
    {
        var begin = _time.GetUtcNow();
        var wait = QuietMoment.WaitAsync(_bell, Settle, _time, CancellationToken.None);
        await _time.WaitForTimersAsync(1);
        _time.Advance(Settle);
        await wait;

        (_time.GetUtcNow() - begin).Should().Be(Settle);
    }

    [Test]
    public async Task RingsWithoutEnd_AreCutOffAfterTwoSeconds()
    {
        var begin = _time.GetUtcNow();
        var wait = QuietMoment.WaitAsync(_bell, Settle, _time, CancellationToken.None);
        int rings = 0;
        while (true)
        {
            await Task.WhenAny(wait, _time.WaitForTimersAsync(1));
            if (wait.IsCompleted) break;
            var due = _time.NextDue;
            if (due is null) continue;
            if (due - _time.GetUtcNow() < Settle)
            {
                // What is left of the two seconds is shorter than the settle delay now.
                _time.AdvanceToNextTimer();
                continue;
            }

            _time.Advance(TimeSpan.FromMilliseconds(100));
            _bell.Ring();
            rings++;
            while (!wait.IsCompleted && _time.NextDue == due) await Task.Yield();
        }

        await wait;
        (_time.GetUtcNow() - begin).Should().Be(QuietMoment.LongestWait);
        rings.Should().BeGreaterThan(10);
    }
}
