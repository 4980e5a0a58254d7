using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>The daemon dies before or after any of its changes, and a new one over the same directories ends where no death would have ended.</summary>
[TestFixture]
public sealed class CrashTests
{
    [Test]
    public Task DuringCreate_ConvergesToOneContainer() => DiesEverywhereAsync(
        static _ => Task.CompletedTask,
        static fleet =>
        {
            fleet.Source.Put("a");
            return Task.CompletedTask;
        });

    [Test]
    public Task DuringReplace_ConvergesToOneContainer() => DiesEverywhereAsync(
        static fleet =>
        {
            fleet.Source.Put("a");
            return fleet.SettleAsync();
        },
        static fleet =>
        {
            fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "UTC")) });
            return Task.CompletedTask;
        });

    [Test]
    public Task DuringDelete_ConvergesToNothing() => DiesEverywhereAsync(
        static async fleet =>
        {
            fleet.Source.Put("a");
            await fleet.SettleAsync();
            fleet.Source.Remove("a");
            await fleet.SettleAsync(TimeSpan.FromSeconds(1));
        },
        static fleet =>
        {
            fleet.Clock.Advance(TimeSpan.FromSeconds(30));
            return Task.CompletedTask;
        },
        static async fleet =>
        {
            (await fleet.ContainersAsync("a")).Should().BeEmpty();
            fleet.Records.KnownIds.Should().BeEmpty();
            fleet.Graph.Trash.Entries.Should().ContainSingle("its data is kept once, however often it was begun");
        });

    [Test]
    public Task DuringHealing_ConvergesToTheSameContainer() => DiesEverywhereAsync(
        static fleet =>
        {
            fleet.Source.Put("a");
            return fleet.SettleAsync();
        },
        static async fleet =>
        {
            var id = (await fleet.OnlyContainerAsync("a")).Id;
            await fleet.Engine.Containers.RenameAsync(id, "stolen");
            await fleet.Engine.Containers.StopAsync(id, TimeSpan.Zero);
            // What ended by itself is left alone for a moment, in case the engine is ending.
            fleet.Clock.Advance(TimeSpan.FromSeconds(6));
        });

    private static async Task DiesEverywhereAsync(Func<Fleet, Task> before, Func<Fleet, Task> change, Func<Fleet, Task>? expect = null)
    {
        expect ??= static fleet => fleet.ShouldRunAsync("a");
        var deaths = 0;
        for (var at = 1; at < 100; at++)
        {
            await using var fleet = new Fleet();
            await before(fleet);
            await change(fleet);
            fleet.Watched.Clear();
            fleet.Watched.KillAt = at;
            var died = await DiesAsync(fleet);
            fleet.Watched.KillAt = 0;
            if (died)
            {
                deaths++;
                fleet.Start();
            }

            await fleet.SettleAsync();
            await expect(fleet);
            if (!died) break;
        }

        deaths.Should().BeGreaterThan(1, "there must be something to interrupt");
    }

    /// <summary>Works until the daemon dies. A death shows as an exception that the controller takes for a panic; nothing may be done after it.</summary>
    private static async Task<bool> DiesAsync(Fleet fleet)
    {
        foreach (var id in fleet.Source.Changed) fleet.Graph.Controller.Enqueue(id, Reconciler.Control.EnqueueCause.Manifest);
        fleet.Source.Changed.Clear();
        await fleet.ResyncAsync();
        while (fleet.Graph.Queue.TryTake(out var item))
        {
            await Fleet.RunAsync(() => fleet.Graph.Controller.ProcessAsync(item, CancellationToken.None));
            if (fleet.Watched.KillPoints >= fleet.Watched.KillAt) return true;
        }

        return false;
    }
}
