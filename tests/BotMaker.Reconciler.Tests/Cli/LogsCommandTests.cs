using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;

namespace BotMaker.Reconciler.Tests.Cli;

[TestFixture, CancelAfter(120_000)]
public sealed class LogsCommandTests
{
    private World _world = null!;

    [SetUp]
    public void Start() => _world = new World();

    [TearDown]
    public void Stop() => _world.Dispose();

    [Test]
    public async Task Logs_AreShownAndUnknownBotsRefused(CancellationToken cancellationToken)
    {
        _world.WriteBot("a");
        await using var daemon = await RunningDaemon.StartAsync(_world, 1, cancellationToken);

        var shown = await World.RunAsync(["logs", "a", "--socket", _world.Socket], cancellationToken);
        shown.Code.Should().Be(ExitCode.Ok, shown.Error);
        (await World.RunAsync(["logs", "a", "--socket", _world.Socket, "--since", "10m", "--timestamps", "-o", "json"], cancellationToken)).Code.Should().Be(ExitCode.Ok);
        var unknown = await World.RunAsync(["logs", "nobody", "--socket", _world.Socket], cancellationToken);
        unknown.Code.Should().Be(ExitCode.UnknownName);
        unknown.Error.Should().Contain("There is no bot 'nobody'");
    }

    [TestCase("--tail", "-5")]
    [TestCase("--tail", "many")]
    [TestCase("--since", "soon")]
    public async Task WrongOption_IsAUsageError(string option, string value) =>
        (await World.RunAsync(["logs", "a", $"{option}={value}"])).Code.Should().Be(ExitCode.Usage);

    [Test]
    public async Task WithoutDaemon_SaysHowToStartIt()
    {
        var result = await World.RunAsync(["logs", "a", "--socket", _world.Socket]);
        (result.Code, result.Error).Should().Match<(int Code, string Error)>(answer => answer.Code == ExitCode.No && answer.Error.Contains("botmaker run"));
    }

    [TestCase("plain text", "plain text")]
    [TestCase("\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m\u001b[0m")]
    [TestCase("\u001b]0;title\u0007x", "\\x1b]0;title\\x07x")]
    [TestCase("\u001b[2Jgone", "\\x1b[2Jgone")]
    [TestCase("a\tb\rc\u009b1m", "a\tb\\x0dc\\x9b1m")]
    public void OnATerminal_ControlCharactersAreShownAndNotObeyed(string text, string shown) => TerminalText.Harmless(text, keepColours: true).Should().Be(shown);

    [Test]
    public void WithoutColours_NoneAreLeft() => TerminalText.Harmless("\u001b[31mred", keepColours: false).Should().Be("red");
}
