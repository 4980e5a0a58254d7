using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>What a person or the machine does to a bot behind our back is put right.</summary>
[TestFixture]
public sealed class DriftTests
{
    private Fleet _fleet = null!;
    private string _id = "";

    [SetUp]
    public async Task SetUp()
    {
        _fleet = new Fleet();
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        _id = (await _fleet.OnlyContainerAsync("a")).Id;
    }

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task Stopped_IsStartedAgain()
    {
        await _fleet.Engine.Containers.StopAsync(_id, TimeSpan.Zero);

        await HealsTheSameContainer();
    }

    [Test]
    public async Task Killed_IsStartedAgain()
    {
        await _fleet.Engine.Containers.KillAsync(_id, "SIGKILL");

        await HealsTheSameContainer();
    }

    [Test]
    public async Task Paused_IsUnpaused()
    {
        await _fleet.Engine.Containers.PauseAsync(_id);

        await HealsTheSameContainer();
    }

    [Test]
    public async Task Renamed_GetsItsNameBack()
    {
        await _fleet.Engine.Containers.RenameAsync(_id, "stolen");

        await HealsTheSameContainer();

        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-1");
    }

    [Test]
    public async Task Updated_GetsItsLimitsBackWithinTheRotation()
    {
        await _fleet.Engine.Containers.UpdateAsync(_id, new UpdateContainerRequest { PidsLimit = 7, RestartPolicy = new RestartPolicy("always") });

        _fleet.Clock.Advance(Reconciler.Observation.EngineObserver.LongestWithoutInspection);
        await HealsTheSameContainer();

        var host = (await _fleet.OnlyContainerAsync("a")).HostConfig!;
        host.PidsLimit.Should().Be(512);
        host.RestartPolicy!.Name.Should().Be("unless-stopped");
    }

    [Test]
    public async Task Removed_IsMadeAnew()
    {
        await _fleet.Engine.Containers.RemoveAsync(_id, force: true, removeAnonymousVolumes: true);

        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-2", "a number is not used twice");
    }

    [Test]
    public async Task ExitsByItself_TheEngineRestartsItAndWeDoNotInterfere()
    {
        _fleet.Engine.KillProcess(_id, exitCode: 1);
        _fleet.Watched.Clear();

        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        _fleet.Watched.Calls.Should().OnlyContain(call => call == "list" || call == "inspect");
    }

    [Test]
    public async Task ExitCodeThatMeansAPersonMustAct_StallsAndIsNotRestarted()
    {
        await UseAsync(_ => SimulatedProcess.Gateway with { ExitsAfter = TimeSpan.FromSeconds(1), ExitCode = 78 });

        await _fleet.SettleAsync();

        var container = await _fleet.OnlyContainerAsync("b");
        container.State!.Status.Should().Be("exited");
        container.HostConfig!.RestartPolicy!.Name.Should().Be("no");
        _fleet.Condition("b", ConditionType.Stalled).Should().Be(ConditionStatus.True);
    }

    [Test]
    public async Task TagMovedOn_RunningBotIsLeftAlone()
    {
        _fleet.Engine.AddImage(Fleet.Image, Fleet.Release(), content: "newer");

        await HealsTheSameContainer();
    }

    [Test]
    public async Task RemovedAfterTheTagMovedOn_IsMadeOfTheSameImage()
    {
        var image = (await _fleet.OnlyContainerAsync("a")).ImageId;
        await _fleet.Engine.Containers.CreateAsync("keeper", new CreateContainerRequest { Image = Fleet.Image });
        _fleet.Engine.AddImage(Fleet.Image, Fleet.Release(), content: "newer");
        await _fleet.Engine.Containers.StopAsync(_id, TimeSpan.Zero);
        await _fleet.Engine.Containers.RemoveAsync(_id, force: true, removeAnonymousVolumes: true);

        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).ImageId.Should().Be(image);
    }

    [Test]
    public async Task RuntimeDirectoryIsEmptyAfterAReboot_FilesAreWrittenAgainBeforeTheStart()
    {
        await _fleet.Engine.Containers.StopAsync(_id, TimeSpan.Zero);
        var id = BotId.Parse("a");
        Directory.Delete(_fleet.Data.AttemptSecrets(id, 1), recursive: true);

        await HealsTheSameContainer();

        Directory.EnumerateFiles(_fleet.Data.AttemptSecrets(id, 1)).Should().NotBeEmpty();
    }

    private async Task HealsTheSameContainer()
    {
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(_id);
    }

    /// <summary>A bot b whose process behaves like this.</summary>
    private async Task UseAsync(Func<ContainerInspection, SimulatedProcess> behaviour)
    {
        await _fleet.DisposeAsync();
        _fleet = new Fleet(new InMemoryEngineOptions { Behaviour = behaviour });
        _fleet.Source.Put("b");
    }
}
