using System.Globalization;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Transport;
using BotMaker.RealEngine.Tests.Harness;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Logs;
using BotMaker.Testing.Logging;

namespace BotMaker.RealEngine.Tests;

/// <summary>Bots' output as a real engine gives it.</summary>
[TestFixture, CancelAfter(180_000)]
internal sealed class LogTests
{
    private static readonly BotId Bot = BotId.Parse("talker");

    private readonly string _instance = $"l{Guid.NewGuid().ToString("N")[..10]}";
    private readonly CancellationTokenSource _end = new();
    private readonly List<LogLine> _seen = [];
    private DockerEngineClient _engine = null!;
    private LogHub _hub = null!;
    private LogReader _reader = null!;
    private IAsyncEnumerator<LogBatch> _batches = null!;

    private static PrivateEngine Engine => SharedEngine.Instance;

    [SetUp]
    public void Open()
    {
        _seen.Clear();
        _engine = new DockerEngineClient(EngineEndpoint.Resolve(Engine.Host), new DockerEngineClientOptions());
        _hub = new LogHub(_engine, _instance, static text => text.Replace("hunter2hunter2", "(redacted)", StringComparison.Ordinal), static _ => { }, TimeProvider.System, new CapturingLogger<LogHub>());
        _reader = _hub.TryOpen(Bot, new LogQuery { Follow = true, Tail = null })!;
        _batches = _reader.ReadAsync(_end.Token).GetAsyncEnumerator();
    }

    [TearDown]
    public async Task CloseAsync()
    {
        _reader.Dispose();
        _hub.Dispose();
        await _engine.DisposeAsync();
        var ids = (await Engine.DockerAsync("ps", "-aq", "--filter", $"label=botmaker.reconciler={_instance}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > 0) await Engine.DockerAsync(["rm", "-f", .. ids]);
    }

    [Test]
    public async Task Follow_SeesEveryLineOnce_WithBothStreamsAndWithoutSecrets()
    {
        await RunAsync(1, [], "i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); done; echo hunter2hunter2 >&2; printf 'a\\377b\\n'; head -c 40000 /dev/zero | tr '\\0' x; echo; echo end; sleep 60");
        await UntilAsync("end");
        Numbers().Should().Equal(Enumerable.Range(0, 3000));
        _seen.Should().Contain(line => line.Kind == LogLineKind.Stderr && line.Text == "(redacted)");
        _seen.Should().Contain(line => line.Text == "a\ufffdb");
        _seen.Should().Contain(line => line.Text.Length == 40_000, "the engine cuts it, we join it");
    }

    [Test]
    public async Task Terminal_IsReadWithoutItsLineEndsAndCuts()
    {
        await RunAsync(1, ["-t"], "echo out; echo err >&2; head -c 40000 /dev/zero | tr '\\0' x; echo; echo end; sleep 60");
        await UntilAsync("end");
        _seen.Where(line => line.Kind != LogLineKind.Mark).Select(line => line.Text).Should().Equal("out", "err", new string('x', 40_000), "end");
        _seen.Should().NotContain(line => line.Kind == LogLineKind.Stderr);
    }

    [Test]
    public async Task Rotation_GoesOn_AndWhatCameTwiceIsMarked()
    {
        await RunAsync(1, ["--log-opt", "max-size=20k", "--log-opt", "max-file=2"], "sleep 2; i=0; while [ $i -lt 20000 ]; do echo $i; i=$((i+1)); done; while :; do echo end; sleep 1; done");
        await UntilAsync("end");
        var numbers = Numbers().ToList();
        TestContext.Out.WriteLine($"{numbers.Count} lines, {numbers.Distinct().Count()} different, {_seen.Count(line => line.Kind == LogLineKind.Mark)} marks");
        numbers.Should().NotBeEmpty();
        var wentBack = numbers.Zip(numbers.Skip(1)).Any(pair => pair.Second < pair.First);
        if (wentBack) _seen.Should().Contain(line => line.Kind == LogLineKind.Mark && line.Text.Contains("turned the log over", StringComparison.Ordinal));
    }

    [Test]
    public async Task RestartAndReplacement_GoOnWithMarks()
    {
        var first = await RunAsync(1, [], "echo one; sleep 600");
        await UntilAsync("one");
        await Engine.DockerAsync("restart", "-t", "0", first);
        _hub.Wake(Bot);
        await UntilAsync(line => line.Contains("started again", StringComparison.Ordinal));
        await UntilAsync("one");
        await Engine.DockerAsync("rm", "-f", first);
        await RunAsync(2, [], "echo two; sleep 600");
        _hub.Wake(Bot);

        await UntilAsync("two");
        _seen.Should().Contain(line => line.Kind == LogLineKind.Mark && line.Text.Contains("replaced", StringComparison.Ordinal));
        _seen.Count(line => line.Text is "one").Should().Be(2, "it said it twice, and nothing is repeated");
    }

    private async Task<string> RunAsync(int attempt, string[] options, string script)
    {
        var id = await Engine.DockerAsync(
        [
            "run", "-d", "--label", $"botmaker.bot-id={Bot}", "--label", $"botmaker.reconciler={_instance}", "--label", $"botmaker.attempt={attempt}",
            .. options, "--entrypoint", "/bin/sh", "botmaker/stub-openclaw:dev", "-c", script,
        ]);
        _hub.Wake(Bot);
        return id.Trim();
    }

    private Task UntilAsync(string text) => UntilAsync(line => string.Equals(line, text, StringComparison.Ordinal));

    /// <summary>Reads on until a new line is like that.</summary>
    private async Task UntilAsync(Func<string, bool> wanted)
    {
        while (await _batches.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)))
        {
            _seen.AddRange(_batches.Current.Lines);
            if (_batches.Current.Lines.Any(line => wanted(line.Text))) return;
        }

        Assert.Fail("The output ended.");
    }

    private IEnumerable<int> Numbers() => _seen.Where(line => line.Kind == LogLineKind.Stdout && int.TryParse(line.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(line => int.Parse(line.Text, CultureInfo.InvariantCulture));
}
