using System.Text.Json;
using BotMaker.Reconciler.Hosting.Logging;
using BotMaker.Testing.Time;
using Microsoft.Extensions.Logging;

namespace BotMaker.Reconciler.Tests.Hosting;

[TestFixture]
public sealed class LogLineTests
{
    private readonly StringWriter _output = new();

    [SetUp]
    public void Clear() => _output.GetStringBuilder().Clear();

    [TearDown]
    public void Keep() => _output.Flush();

    [Test]
    public void Text_HasTimeLevelAndWhatItIsAbout()
    {
        Log(LogFormat.Text, logger => logger.LogInformation("Started {Container}", "c1"));
        Lines().Should().Equal("2026-01-01T00:00:00.000Z info  Control.Test: Started c1 bot=a reconcile=7");
    }

    [TestCase(LogLevel.Critical, 2)]
    [TestCase(LogLevel.Error, 3)]
    [TestCase(LogLevel.Warning, 4)]
    [TestCase(LogLevel.Information, 6)]
    [TestCase(LogLevel.Debug, 7)]
    public void Journal_BeginsWithThePriority(LogLevel level, int priority)
    {
        Log(LogFormat.Journal, logger => logger.Log(level, "Said"));
        Lines().Should().Equal($"<{priority}>Control.Test: Said bot=a reconcile=7");
    }

    [Test]
    public void Json_HasEverythingAsFields()
    {
        Log(LogFormat.Json, logger => logger.LogError(new EventId(12), new InvalidOperationException("broken"), "Failed {Action}", "Start"));
        using var line = JsonDocument.Parse(Lines().Single());
        var root = line.RootElement;
        root.GetProperty("time").GetString().Should().Be("2026-01-01T00:00:00.000Z");
        root.GetProperty("level").GetString().Should().Be("error");
        root.GetProperty("event").GetInt32().Should().Be(12);
        root.GetProperty("message").GetString().Should().Be("Failed Start");
        root.GetProperty("bot").GetString().Should().Be("a");
        root.GetProperty("reconcile").GetString().Should().Be("7");
        root.GetProperty("fields").GetProperty("Action").GetString().Should().Be("Start");
        root.GetProperty("exception").GetString().Should().Contain("broken");
    }

    [Test]
    public void ValueOfTheEvent_BeatsThatOfAScope()
    {
        Log(LogFormat.Text, logger => logger.LogInformation("About {BotId}", "b"));
        Lines().Should().Equal("2026-01-01T00:00:00.000Z info  Control.Test: About b bot=b reconcile=7");
    }

    [TestCase(LogFormat.Text)]
    [TestCase(LogFormat.Journal)]
    [TestCase(LogFormat.Json)]
    public void LineFeeds_MakeNoSecondLine(LogFormat format)
    {
        Log(format, logger => logger.LogError(new InvalidOperationException("one\ntwo"), "Said {Text}", "x\r\n<0>forged"));
        Lines().Should().ContainSingle();
    }

    [TestCase(LogFormat.Text)]
    [TestCase(LogFormat.Journal)]
    [TestCase(LogFormat.Json)]
    public void SecretValue_IsTakenOut(LogFormat format)
    {
        Log(format, logger => logger.LogError(new InvalidOperationException("hunter2hunter2"), "Said {Text}", "hunter2hunter2"));
        _output.ToString().Should().NotContain("hunter2").And.Contain("(redacted)");
    }

    private void Log(LogFormat format, Action<ILogger> say)
    {
        using var provider = new LineLoggerProvider(_output, format, text => text.Replace("hunter2hunter2", "(redacted)", StringComparison.Ordinal), new ManualTimeProvider());
        var logger = provider.CreateLogger("BotMaker.Reconciler.Control.Test");
        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["BotId"] = "a", ["ReconcileId"] = "7" });
        say(logger);
    }

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
