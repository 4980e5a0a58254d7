using BotMaker.Reconciler.Logs;

namespace BotMaker.Reconciler.Tests.Logs;

[TestFixture]
public sealed class ResumePointTests
{
    [Test]
    public void NewConnection_PassesOverWhatWasRead_AndNothingElse()
    {
        var point = new ResumePoint();
        point.StartAt(null);
        Read(point, (1, "a"), (5, "b"), (5, "c")).Should().Equal("a", "b", "c");
        point.Since.Should().Be(5);

        point.Resume();
        Read(point, (5, "b"), (5, "c"), (5, "d"), (6, "e")).Should().Equal("d", "e");
        point.Since.Should().Be(6);

        point.Resume();
        Read(point, (6, "e")).Should().BeEmpty();
        Read(point, (6, "f")).Should().Equal("f");
        point.Resume();
        Read(point, (6, "e"), (6, "f"), (6, "g")).Should().Equal("g");
    }

    [Test]
    public void OlderLines_AreKept()
    {
        var point = new ResumePoint();
        point.StartAt(10);
        point.Resume();
        Read(point, (12, "a"), (11, "b"), (12, "c")).Should().Equal("a", "b", "c");
        point.Since.Should().Be(12);
    }

    private static IEnumerable<string> Read(ResumePoint point, params (long At, string Text)[] lines)
    {
        List<LogLine> list = [.. lines.Select(line => new LogLine(LogLineKind.Stdout, line.At, line.Text))];
        point.Skip(list);
        return list.Select(line => line.Text);
    }
}
