using System.Text.Json.Nodes;
using BotMaker.Reconciler.Cli;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary>Deletions and the way back, from the command line, with a running daemon and real manifests.</summary>
[TestFixture, CancelAfter(180_000)]
public sealed class RemovalCommandTests
{
    private World _world = null!;

    [SetUp]
    public void Make()
    {
        _world = new World();
        _world.RunOptions = ["--config", _world["botmaker.yaml"]];
        File.WriteAllText(_world["botmaker.yaml"], "Prune:\n  Grace: 1s\n");
        foreach (var name in (string[])["alpha", "beta", "gamma"]) _world.WriteBot(name);
    }

    [TearDown]
    public void Remove() => _world.Dispose();

    [Test]
    public async Task EmptiedDirectory_HoldsAll_UntilExactlyTheListedSetIsConfirmed(CancellationToken cancellationToken)
    {
        await using var daemon = await RunningDaemon.StartAsync(_world, 3, cancellationToken);
        foreach (var file in Directory.EnumerateFiles(_world.Manifests, "*.yaml")) File.Delete(file);
        await UntilAsync(bot => bot?.Status.Find("Held")?.Status is "True", "alpha", cancellationToken);

        var list = await AskAsync("prune");
        list.Output.Should().Contain("holds no manifest, but 3 bot(s) are known").And.Contain("alpha").And.Contain("gamma");
        (await AskAsync("get")).Output.Should().StartWith("DELETIONS BLOCKED: The manifests directory holds no manifest");
        var wrong = await AskAsync("prune", "--confirm", "000000000000");
        wrong.Code.Should().Be(1);
        wrong.Error.Should().Contain("Look at `botmaker prune` again");

        var token = (string)JsonNode.Parse((await AskAsync("prune", "-o", "json")).Output)!["token"]!;
        (await AskAsync("prune", "--confirm", token)).Output.Should().StartWith("Confirmed.").And.Contain("goes at");
        await UntilAsync(bot => bot is null, "alpha", cancellationToken);
        await UntilAsync(bot => bot is null, "gamma", cancellationToken);
        (await AskAsync("undelete")).Output.Should().Contain("alpha").And.Contain("beta").And.Contain("gamma").And.Contain("kept at least until");
        (await AskAsync("prune")).Output.Should().Be("No bot waits for its deletion.\n");
    }

    [Test]
    public async Task TwoOfThree_AreBlocked_AndThePlanSaysSo(CancellationToken cancellationToken)
    {
        await using var daemon = await RunningDaemon.StartAsync(_world, 3, cancellationToken);
        // One scan sees both: the directory is replaced as a checkout does.
        Directory.Move(_world.Manifests, _world["old"]);
        Directory.CreateDirectory(_world["new"]);
        File.Copy(Path.Combine(_world["old"], "gamma.yaml"), Path.Combine(_world["new"], "gamma.yaml"));
        Directory.Move(_world["new"], _world.Manifests);
        await UntilAsync(bot => bot?.Status.Find("PendingDeletion")?.Reason is "DeletionBlocked", "alpha", cancellationToken);

        var plan = JsonNode.Parse((await AskAsync("plan", "-o", "json")).Output)!;
        plan["deletions"]!.AsArray().Should().BeEmpty();
        plan["blocked"]!.AsArray().Select(block => (string)block!["kind"]!).Should().Equal("DeletionBlocked", "DeletionBlocked");
        (await AskAsync("describe", "alpha")).Output.Should().Contain("2 of 3 bots lost their manifests at once");

        _world.WriteBot("alpha");
        _world.WriteBot("beta");
        await UntilAsync(bot => bot?.Status.Find("Ready")?.Status is "True" && bot.Status.Find("PendingDeletion") is null, "alpha", cancellationToken);
    }

    [Test]
    public async Task Undelete_WaitsForTheManifestAndShowsIt_ThenBringsTheStateBack(CancellationToken cancellationToken)
    {
        await using var daemon = await RunningDaemon.StartAsync(_world, 3, cancellationToken);
        var home = Path.Combine(_world["data"], "bots", "alpha", "home");
        await File.WriteAllTextAsync(Path.Combine(home, "memory.md"), "likes tea", cancellationToken);
        (await AskAsync("undelete", "alpha")).Error.Should().Contain("is not deleted");
        File.Delete(Path.Combine(_world.Manifests, "alpha.yaml"));
        await UntilAsync(bot => bot is null, "alpha", cancellationToken);
        Directory.Exists(home).Should().BeFalse();

        var answer = await AskAsync("undelete", "alpha");
        answer.Code.Should().Be(0, answer.Error);
        answer.Output.Should().StartWith("# alpha comes back with its state as soon as its manifest is there (it was alpha.yaml).").And.Contain("kind: Bot");
        (await AskAsync("undelete", "nobody")).Code.Should().Be(3);
        (await AskAsync("undelete")).Output.Should().Contain("wanted back");

        _world.Write("alpha.yaml", answer.Output);
        await UntilAsync(bot => bot?.Status is { ContainerName: "botmaker-alpha-2" } status && status.Find("Ready")?.Status is "True", "alpha", cancellationToken);
        (await File.ReadAllTextAsync(Path.Combine(home, "memory.md"), cancellationToken)).Should().Be("likes tea");
        (await AskAsync("undelete")).Output.Should().Be("The trash is empty.\n");
    }

    private async Task UntilAsync(Predicate<Reconciler.Reporting.Documents.BotDocument?> wanted, string name, CancellationToken cancellationToken)
    {
        using var client = new DaemonClient(_world.Socket);
        var isKnown = false;
        await foreach (var change in client.WatchAsync(cancellationToken))
        {
            isKnown |= string.Equals(change.Name, name, StringComparison.Ordinal);
            if (ReferenceEquals(change, BotChange.Listed) && !isKnown && wanted(null)) return;
            if (string.Equals(change.Name, name, StringComparison.Ordinal) && wanted(change.Bot)) return;
        }
    }

    private Task<World.Result> AskAsync(params string[] arguments) => World.RunAsync([.. arguments, "--socket", _world.Socket]);
}
