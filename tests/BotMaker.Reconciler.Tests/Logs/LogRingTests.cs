using BotMaker.Reconciler.Logs;

namespace BotMaker.Reconciler.Tests.Logs;

[TestFixture]
public sealed class LogRingTests
{
    [Test]
    public void SlowReader_LosesTheOldestAndIsToldHowMany()
    {
        var ring = new LogRing(maxLines: 10);
        long position = 0;
        Append(ring, 0, 4);
        ring.Take(ref position).Lines.Should().HaveCount(4);
        Append(ring, 4, 25);

        var batch = ring.Take(ref position);
        batch.Dropped.Should().Be(11);
        batch.Lines.Select(line => line.Text).Should().Equal(Enumerable.Range(15, 10).Select(i => $"{i}"));
        position.Should().Be(25);
    }

    [Test]
    public void Memory_StaysBelowTheLimit_AndOneLineAlwaysFits()
    {
        var ring = new LogRing(maxLines: 1000, maxBytes: 10_000);
        for (var i = 0; i < 500; i++)
        {
            ring.Append([new LogLine(LogLineKind.Stdout, i, new string('x', i % 200))]);
            ring.Bytes.Should().BeLessThanOrEqualTo(10_000);
        }

        ring.Append([new LogLine(LogLineKind.Stdout, 501, new string('x', 20_000))]);
        ring.ToList().Should().ContainSingle("a line that is larger than the ring is all that it holds");
    }

    [Test]
    public void Batches_AreBounded()
    {
        var ring = new LogRing();
        Append(ring, 0, 1000);
        long position = 0;
        ring.Take(ref position).Lines.Should().HaveCount(LogLimits.BatchLines);
        position = ring.End;
        for (var i = 0; i < 10; i++) ring.Append([new LogLine(LogLineKind.Stdout, i, new string('x', 64 * 1024))]);
        ring.Take(ref position).Lines.Should().HaveCount(2);
    }

    [Test]
    public async Task Reader_WaitsForWhatComes()
    {
        var ring = new LogRing();
        var wait = ring.WaitAsync(0, CancellationToken.None);
        wait.IsCompleted.Should().BeFalse();
        Append(ring, 0, 1);
        await wait;
        ring.WaitAsync(0, CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();
    }

    [Test]
    public void PositionAfter_FindsTheLineOrTheNextTime()
    {
        var ring = new LogRing();
        ring.Append([Line(10, "a"), Line(10, "b"), Line(9, "c"), Line(20, "d")]);
        ring.PositionAfter(Line(10, "b")).Should().Be(2, "what was written after it is not older for its time");
        ring.PositionAfter(Line(15, "elsewhere")).Should().Be(3);
        ring.PositionAfter(Line(1, "before")).Should().Be(0);
        ring.PositionAfter(Line(30, "after")).Should().Be(4);
    }

    [Test]
    public void RandomUse_AgreesWithAPlainList()
    {
        var random = new Random(7);
        var ring = new LogRing(maxLines: 37);
        var (written, position, seen, dropped) = (0, 0L, new List<string>(), 0L);
        for (var step = 0; step < 2000; step++)
        {
            if (random.Next(3) > 0)
            {
                var count = random.Next(1, 30);
                Append(ring, written, written + count);
                written += count;
                continue;
            }

            var batch = ring.Take(ref position);
            dropped += batch.Dropped;
            seen.AddRange(batch.Lines.Select(line => line.Text));
            ((long)seen.Count + dropped).Should().Be(position);
            if (batch.Lines.Count > 0) seen[^1].Should().Be($"{position - 1}");
        }

        dropped.Should().BePositive();
    }

    private static LogLine Line(long at, string text) => new(LogLineKind.Stdout, at, text);

    private static void Append(LogRing ring, int from, int to) => ring.Append([.. Enumerable.Range(from, to - from).Select(i => Line(i, $"{i}"))]);
}
