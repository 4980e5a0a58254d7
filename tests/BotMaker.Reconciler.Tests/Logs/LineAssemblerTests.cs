using System.Text;
using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Logs;

namespace BotMaker.Reconciler.Tests.Logs;

[TestFixture]
public sealed class LineAssemblerTests
{
    private const string Time = "2026-01-31T12:00:00.123456789Z ";
    private const string Later = "2026-01-31T12:00:01.000000000Z ";

    private readonly List<LogLine> _lines = [];
    private LineAssembler _assembler = null!;

    [SetUp]
    public void Begin()
    {
        _lines.Clear();
        _assembler = new LineAssembler(isRaw: false, static text => text.Replace("hunter2hunter2", "(redacted)", StringComparison.Ordinal));
    }

    [Test]
    public void Lines_HaveTheirTimeAndTheirStream()
    {
        Out($"{Time}one\n");
        Error($"{Later}bad\n");

        _lines.Select(line => (line.Kind, line.Text)).Should().Equal((LogLineKind.Stdout, "one"), (LogLineKind.Stderr, "bad"));
        _lines[0].Nanoseconds.Should().Be(1_769_860_800_123_456_789);
        _lines[1].At.Should().Be(new DateTimeOffset(2026, 1, 31, 12, 0, 1, TimeSpan.Zero));
    }

    [Test]
    public void LineInPieces_IsJoined_AndTheOtherStreamDoesNotGetBetween()
    {
        Out($"{Time}one ");
        Error($"{Later}bad\n");
        Out($"{Time}line\n");

        _lines.Select(line => line.Text).Should().Equal("bad", "one line");
        _lines[1].Nanoseconds.Should().BeLessThan(_lines[0].Nanoseconds);
    }

    [Test]
    public void SecretAcrossPieces_IsTakenOut()
    {
        Out($"{Time}token=hunter2");
        Out($"{Time}hunter2 end\n");
        _lines.Should().ContainSingle().Which.Text.Should().Be("token=(redacted) end");
    }

    [Test]
    public void SecretAcrossTheCut_IsTakenOut()
    {
        var head = new string('x', LogLimits.LineBytes - 5);
        Out($"{Time}{head}hunter2hunter2{new string('y', 100_000)}\n");

        var line = _lines.Should().ContainSingle().Which;
        line.IsCut.Should().BeTrue();
        line.Text.Should().HaveLength(LogLimits.LineBytes).And.EndWith("x(reda", "what is cut is the text without values").And.NotContain("hunter2");
    }

    [Test]
    public void EndlessLine_CostsNoMoreThanTheLimit()
    {
        var piece = Encoding.UTF8.GetBytes($"{Time}{new string('x', 16 * 1024)}");
        for (var i = 0; i < 1000; i++) _assembler.Add(new LogFrame(LogStream.Stdout, piece), _lines);
        _lines.Should().BeEmpty();
        Out($"{Time}\n");
        Out($"{Later}next\n");

        _lines.Should().HaveCount(2);
        (_lines[0].IsCut, _lines[0].Text.Length).Should().Be((true, LogLimits.LineBytes));
        (_lines[1].IsCut, _lines[1].Text).Should().Be((false, "next"));
    }

    [Test]
    public void WideCharacters_AreNotCutInTheMiddle()
    {
        Out($"{Time}x{string.Concat(Enumerable.Repeat("𝄞", 20_000))}\n");
        var text = _lines.Should().ContainSingle().Which.Text;
        Encoding.UTF8.GetByteCount(text).Should().BeInRange(LogLimits.LineBytes - 3, LogLimits.LineBytes);
        text.Should().EndWith("𝄞");
    }

    [Test]
    public void InvalidUtf8_IsReplaced()
    {
        _assembler.Add(new LogFrame(LogStream.Stdout, (byte[])[.. Encoding.ASCII.GetBytes($"{Time}a"), 0xff, 0xfe, (byte)'b', (byte)'\n']), _lines);
        _lines.Should().ContainSingle().Which.Text.Should().Be("a\ufffd\ufffdb");
    }

    [Test]
    public void EndWithoutLineEnd_IsALine()
    {
        Out($"{Time}one\n");
        Out($"{Later}two");
        _lines.Should().HaveCount(1);
        _assembler.End(_lines);
        _lines.Select(line => line.Text).Should().Equal("one", "two");
    }

    [Test]
    public void Terminal_ComesWithoutFramesInAnyPieces()
    {
        // As measured on an engine: each entry of 16 KiB carries its time, also in the middle of a line.
        var wide = new string('x', 40_000);
        var stream = Encoding.UTF8.GetBytes($"{Time}{wide[..16384]}{Time}{wide[16384..32768]}{Time}{wide[32768..]}\r\n{Later}hello {Time}\r\n");
        foreach (var size in (int[])[1, 7, 31, 16_384, stream.Length])
        {
            _lines.Clear();
            _assembler = new LineAssembler(isRaw: true, static text => text);
            foreach (var chunk in stream.Chunk(size)) _assembler.Add(new LogFrame(LogStream.Stdout, chunk), _lines);

            _lines.Select(line => line.Text).Should().Equal(wide, $"hello {Time}");
            _lines[1].At.Should().Be(new DateTimeOffset(2026, 1, 31, 12, 0, 1, TimeSpan.Zero));
        }
    }

    private void Out(string text) => _assembler.Add(new LogFrame(LogStream.Stdout, Encoding.UTF8.GetBytes(text)), _lines);

    private void Error(string text) => _assembler.Add(new LogFrame(LogStream.Stderr, Encoding.UTF8.GetBytes(text)), _lines);
}
