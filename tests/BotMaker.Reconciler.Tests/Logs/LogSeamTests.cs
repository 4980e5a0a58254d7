using BotMaker.Reconciler.Logs;

namespace BotMaker.Reconciler.Tests.Logs;

[TestFixture]
public sealed class LogSeamTests
{
    [Test]
    public void LinesThatWereRead_ArePassedOver_InWhateverPieces()
    {
        LogLine[] all = [Line(10, "a"), Line(12, "b"), Line(11, "c"), Line(20, "d"), Line(19, "e"), Line(30, "f")];
        for (var read = 0; read <= all.Length; read++)
        {
            for (var begin = 0; begin < Math.Max(read, 1); begin++)
            {
                var seam = new LogSeam(all[..read], LogLine.MarkOf(DateTimeOffset.UnixEpoch, ""));
                List<string> seen = [];
                foreach (var line in all[begin..]) seen.AddRange(seam.Take([line]).Select(taken => taken.Text));
                seen.Should().Equal(all[read..].Select(line => line.Text), $"{read} were read before and the feed begins at {begin}");
            }
        }
    }

    [Test]
    public void WithoutLines_TheMomentOfComingCounts()
    {
        var seam = new LogSeam([], new LogLine(LogLineKind.Mark, 15, ""));
        seam.Take([Line(10, "old"), Line(16, "new"), Line(14, "beside it")]).Select(line => line.Text).Should().Equal("new", "beside it");
    }

    private static LogLine Line(long at, string text) => new(LogLineKind.Stdout, at, text);
}
