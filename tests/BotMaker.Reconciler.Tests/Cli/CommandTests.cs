using System.Text.Json.Nodes;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary>restart, reconcile, wait and explain on a running daemon.</summary>
[TestFixture, CancelAfter(120_000)]
public sealed class CommandTests
{
    private World _world = null!;

    [SetUp]
    public void Make()
    {
        _world = new World();
        _world.WriteBot("alpha");
        _world.WriteBot("beta");
    }

    [TearDown]
    public void Remove() => _world.Dispose();

    [Test]
    public async Task RestartedBot_IsANewRunAndTheReasonIsExplained(CancellationToken cancellationToken)
    {
        await using var daemon = await RunningDaemon.StartAsync(_world, 2, cancellationToken);
        var before = await StatusAsync("alpha");

        var restart = await AskAsync("restart", "alpha", "--wait", "1m");

        restart.Code.Should().Be(0, restart.Error);
        var after = await StatusAsync("alpha");
        after["containerId"]!.GetValue<string>().Should().Be(before["containerId"]!.GetValue<string>());
        after["startedAt"]!.GetValue<DateTimeOffset>().Should().BeAfter(before["startedAt"]!.GetValue<DateTimeOffset>());
        (await AskAsync("explain", "alpha")).Output.Should().ContainAll("alpha is Running. Ready since", "stop container 1 (RestartRequested): done", "start container 1 (RestartRequested): done", "Nothing is to be done.");
    }

    [Test]
    public async Task HeldBot_IsNotRestartedOnTheQuiet(CancellationToken cancellationToken)
    {
        await using var daemon = await RunningDaemon.StartAsync(_world, 2, cancellationToken);
        await AskAsync("hold", "alpha");

        var restart = await AskAsync("restart", "alpha");
        restart.Code.Should().Be(1);
        restart.Error.Should().Contain("botmaker release alpha");
        (await AskAsync("wait", "alpha", "--for", "Held", "--timeout", "30s")).Code.Should().Be(0);
        (await AskAsync("explain", "alpha", "-o", "json")).Output.Should().Contain("\"type\": \"Held\"");
        await AskAsync("release", "alpha");
        (await AskAsync("reconcile", "alpha")).Code.Should().Be(0);
    }

    [Test]
    public async Task Wait_EndsWithOneAndNamesThoseThatAreNotSo(CancellationToken cancellationToken)
    {
        await using var daemon = await RunningDaemon.StartAsync(_world, 2, cancellationToken);

        (await AskAsync("wait", "--all")).Code.Should().Be(0);
        (await AskAsync("wait", "alpha", "--for", "Conflict=False")).Code.Should().Be(0);
        var late = await AskAsync("wait", "alpha", "nobody", "--timeout", "1s");
        late.Code.Should().Be(1);
        late.Error.Should().Contain("nobody: there is no such bot").And.NotContain("alpha:");
        (await AskAsync("wait")).Code.Should().Be(2);
        (await AskAsync("wait", "alpha", "--all")).Code.Should().Be(2);
        (await AskAsync("wait", "alpha", "--for", "Happiness")).Code.Should().Be(2);
    }

    [Test]
    public async Task Reconcile_FindsTheNewManifest(CancellationToken cancellationToken)
    {
        await using var daemon = await RunningDaemon.StartAsync(_world, 2, cancellationToken);
        _world.WriteBot("gamma");

        (await AskAsync("reconcile")).Output.Should().StartWith("3 bots");
        (await AskAsync("wait", "gamma", "--timeout", "1m")).Code.Should().Be(0);
        (await AskAsync("reconcile", "nobody")).Code.Should().Be(3);
        (await AskAsync("explain", "nobody")).Code.Should().Be(3);
    }

    private async Task<JsonNode> StatusAsync(string name) => JsonNode.Parse((await AskAsync("describe", name, "-o", "json")).Output)!["status"]!;

    private Task<World.Result> AskAsync(params string[] arguments) => World.RunAsync([.. arguments, "--socket", _world.Socket]);
}
