using System.Text.Json.Nodes;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary>Hold and freeze from the command line, over a restart of the daemon.</summary>
[TestFixture, CancelAfter(120_000)]
public sealed class HoldCommandTests
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
    public async Task HoldAndFreeze_SurviveTheDaemonAndAreShown(CancellationToken cancellationToken)
    {
        await using (await RunningDaemon.StartAsync(_world, 2, cancellationToken))
        {
            var hold = await AskAsync("hold", "alpha", "--for", "30m", "--reason", "debugging");
            hold.Code.Should().Be(0, hold.Error);
            hold.Output.Should().MatchRegex("^alpha is held until .* UTC");
            (await AskAsync("hold", "nobody")).Code.Should().Be(3);
            (await AskAsync("hold", "alpha", "--for", "soon")).Code.Should().Be(2);
            (await AskAsync("hold")).Code.Should().Be(2);
            (await AskAsync("freeze", "--reason", "incident")).Output.Should().Contain("without an end");
        }

        await using var daemon = await RunningDaemon.StartAsync(_world, 0, cancellationToken);
        await HeldAsync("alpha", "Freeze", cancellationToken);
        (await AskAsync("get")).Output.Should().StartWith($"FROZEN by {Environment.UserName} (uid ").And.Contain("incident").And.Contain("NAME");
        JsonNode.Parse((await AskAsync("get", "-o", "json")).Output)!["items"]!.AsArray().Should().HaveCount(2);

        (await AskAsync("unfreeze")).Output.Should().Contain("has ended");
        await HeldAsync("alpha", "Hold", cancellationToken);
        (await AskAsync("get")).Output.Should().StartWith("NAME");
        (await AskAsync("release", "alpha", "-o", "json")).Output.Should().Contain("debugging");
        await HeldAsync("alpha", null, cancellationToken);
        (await AskAsync("release", "alpha")).Output.Should().Contain("was not held");
    }

    private async Task HeldAsync(string name, string? reason, CancellationToken cancellationToken)
    {
        using var client = new BotMaker.Reconciler.Cli.DaemonClient(_world.Socket);
        await foreach (var change in client.WatchAsync(cancellationToken))
        {
            if (string.Equals(change.Name, name, StringComparison.Ordinal) && change.Bot is { } bot && string.Equals(bot.Status.Find("Held")?.Reason, reason, StringComparison.Ordinal)) return;
        }
    }

    private Task<World.Result> AskAsync(params string[] arguments) => World.RunAsync([.. arguments, "--socket", _world.Socket]);
}
