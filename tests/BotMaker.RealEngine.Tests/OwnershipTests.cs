using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>Nothing that is not ours is touched.</summary>
internal sealed class OwnershipTests
{
    [Test]
    public async Task TwoInstances_ShareAnEngineWithoutTouchingEachOther()
    {
        await using var left = new Fleet(SharedEngine.Instance);
        await using var right = new Fleet(SharedEngine.Instance);
        left.WriteBot("same-name");
        right.WriteBot("same-name");
        await using var leftDaemon = left.StartDaemon();
        await using var rightDaemon = right.StartDaemon();
        await left.ReadyAsync("same-name");
        await right.ReadyAsync("same-name");
        var rightsOwn = await right.ContainerAsync("same-name");

        left.WriteBot("same-name", "  env: { TZ: Europe/Oslo }");
        await Eventually.HoldsAsync("the left one was replaced", async () =>
            (await left.InspectAsync((await left.ContainersAsync("same-name"))[0], "{{.Name}}")).EndsWith("-2", StringComparison.Ordinal) ? null : "not yet");
        await left.SettledAsync("same-name");
        (await right.ContainerAsync("same-name")).Should().Be(rightsOwn);
    }

    [Test]
    public async Task ForeignContainerWithOurBotId_IsAConflictAndLeftAlone()
    {
        await using var fleet = new Fleet(SharedEngine.Instance);
        var foreign = await SharedEngine.Instance.DockerAsync("run", "-d", "--label", "botmaker.bot-id=taken", "--label", "botmaker.managed=true", "botmaker/stub-openclaw:dev", "sleep", "3600");
        try
        {
            fleet.WriteBot("taken");
            fleet.WriteBot("free");
            await using var daemon = fleet.StartDaemon();
            await fleet.ReadyAsync("free");
            await fleet.ConditionAsync("taken", "Conflict", "True");

            File.Delete(Path.Combine(fleet.Manifests, "taken.yaml"));
            await fleet.SettledAsync("free");
            (await SharedEngine.Instance.DockerAsync("inspect", "--format", "{{.State.Status}}", foreign)).Should().Be("running");
            (await fleet.ContainersAsync("taken")).Should().BeEmpty();
        }
        finally
        {
            await SharedEngine.Instance.TryDockerAsync("rm", "-f", foreign);
        }
    }

    [Test]
    public async Task ContainerThatHoldsOurName_IsLeftAlone()
    {
        await using var fleet = new Fleet(SharedEngine.Instance);
        var squatter = await SharedEngine.Instance.DockerAsync("run", "-d", "--name", $"{fleet.Prefix}-named-1", "botmaker/stub-openclaw:dev", "sleep", "3600");
        try
        {
            fleet.WriteBot("named");
            await using var daemon = fleet.StartDaemon();
            await fleet.ConditionAsync("named", "Conflict", "True");
            (await SharedEngine.Instance.DockerAsync("inspect", "--format", "{{.State.Status}}", squatter)).Should().Be("running");
        }
        finally
        {
            await SharedEngine.Instance.TryDockerAsync("rm", "-f", squatter);
        }
    }

    [Test]
    public async Task LostDataDirectory_IsAConflictAndNothingIsRemoved()
    {
        await using var fleet = new Fleet(SharedEngine.Instance);
        fleet.WriteBot("bot");
        await using (var first = fleet.StartDaemon())
        {
            await fleet.ReadyAsync("bot");
            await first.StopAsync();
        }

        var before = await fleet.ContainerAsync("bot");
        Directory.Move(fleet.Data, fleet.Data + ".lost");
        await using var second = fleet.StartDaemon();
        await fleet.ConditionAsync("bot", "Conflict", "True");
        File.Delete(Path.Combine(fleet.Manifests, "bot.yaml"));
        fleet.WriteBot("other");
        await fleet.ReadyAsync("other");
        (await fleet.ContainerAsync("bot")).Should().Be(before);
    }

    [Test]
    public async Task TwentyConcurrentCommandsAgainstTheSameBots_EndConverged()
    {
        await using var fleet = new Fleet(SharedEngine.Instance);
        await using var sampler = await InstanceSampler.StartAsync(SharedEngine.Instance, fleet.Instance);
        string[] names = ["one", "two", "three", "four"];
        foreach (var name in names) fleet.WriteBot(name);
        await using var daemon = fleet.StartDaemon();
        await fleet.ReadyAsync(names);

        string[][] commands = [["stop", "-t", "0"], ["kill"], ["restart", "-t", "0"], ["rm", "-f"], ["pause"]];
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var ids = await fleet.ContainersAsync(names[i % names.Length]);
            // By the time it arrives the container may be gone or changed: a refusal is part of the game.
            if (ids.Count > 0) await SharedEngine.Instance.TryDockerAsync([.. commands[i % commands.Length], ids[0]]);
            fleet.WriteBot(names[i % names.Length], $"  env: {{ TURN: \"{i}\" }}");
        }));

        await fleet.SettledAsync(names);
        await fleet.ReadyAsync(names);
        sampler.AssertNeverTwo();
    }
}
