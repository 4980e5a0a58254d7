using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Volumes;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Execution.OneShots;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Logging;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Execution;

[TestFixture]
public sealed class BindRootCheckTests
{
    private const int Uid = 210_000;
    private readonly ManualTimeProvider _engineClock = new();
    private readonly ManualTimeProvider _checkClock = new();
    private readonly List<Exception> _fatal = [];
    private TemporaryDirectory _directory = null!;
    private DataDirectory _data = null!;
    private InMemoryEngine _engine = null!;

    [SetUp]
    public void SetUp()
    {
        _fatal.Clear();
        _directory = new TemporaryDirectory();
        _data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
    }

    [TearDown]
    public async Task TearDown()
    {
        await _engine.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public async Task EngineThatSeesBothRoots_Passes_OnceAndLeavesNothing()
    {
        Use(Reads);
        using var check = Check("unix:///var/run/docker.sock");

        await RunAsync(check);
        await RunAsync(check);

        _engine.Calls["container_create"].Should().Be(1, "one for both roots, and never again");
        (await _engine.Containers.ListAsync(new ContainerListQuery())).Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(_data.Bots).Concat(Directory.EnumerateFileSystemEntries(_data.RuntimeSecrets)).Should().BeEmpty();
    }

    [Test]
    public async Task EngineThatReadsSomethingElse_IsFatalAndNamesTheRoot()
    {
        Use(static _ => SimulatedProcess.Gateway with { ExitsAfter = TimeSpan.FromMilliseconds(1), ExitCode = 1, Output = ["cat: can't open '/check/nonce': Permission denied"] });
        using var check = Check("unix:///var/run/docker.sock");

        var run = async () => await RunAsync(check);

        (await run.Should().ThrowAsync<HostCheckException>()).WithMessage($"*BM5010*{Uid}*{_data.Bots}*Permission denied*");
        _fatal.Should().ContainSingle();
    }

    [Test]
    public async Task EngineThatReadsOnlyOneRoot_IsFatalAndNamesTheOther()
    {
        Use(container => SimulatedProcess.Gateway with
        {
            ExitsAfter = TimeSpan.FromMilliseconds(1),
            ExitCode = 1,
            Output = [File.ReadAllText(Path.Combine(container.HostConfig!.Mounts![0].Source!, "nonce")), "cat: can't open '/check/1/nonce': Permission denied"],
        });
        using var check = Check("unix:///var/run/docker.sock");

        var run = async () => await RunAsync(check);

        (await run.Should().ThrowAsync<HostCheckException>()).WithMessage($"*BM5010*'{_data.RuntimeSecrets}'*Permission denied*");
    }

    [Test]
    public async Task EngineOfAnotherHost_IsFatal()
    {
        Use(Reads, static _ => false);
        using var check = Check("tcp://elsewhere:2376");

        var run = async () => await RunAsync(check);

        (await run.Should().ThrowAsync<HostCheckException>()).WithMessage("*must run on this host*");
    }

    [Test]
    public async Task CheckThatDoesNotEnd_IsAFailureToTryAgain_AndNotFatal()
    {
        Use(static _ => SimulatedProcess.Gateway);
        using var check = Check("unix:///var/run/docker.sock");

        var running = check.EnsureAsync("bot:1", Uid, CancellationToken.None);
        while (!running.IsCompleted)
        {
            _checkClock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await running)!.Failure.Should().Match<ReconcileFailure>(failure => !failure.IsTerminal && failure.Message.Contains("within 30 s"));
        _fatal.Should().BeEmpty();
    }

    [Test]
    public async Task LeftoversOfAnEarlierCheck_AreCleanedUp_AndBotsAreNot()
    {
        Use(Reads);
        await _engine.Containers.CreateAsync("left", Request((Labels.Reconciler, "blue"), (Labels.Purpose, "self-check")));
        await _engine.Containers.CreateAsync("bot", Request((Labels.Reconciler, "blue"), (Labels.BotId, "a")));
        await _engine.Containers.CreateAsync("theirs", Request((Labels.Reconciler, "green"), (Labels.Purpose, "self-check")));
        using var check = Check("unix:///var/run/docker.sock");

        await RunAsync(check);

        (await _engine.Containers.ListAsync(new ContainerListQuery())).Select(line => line.Names![0]).Should().BeEquivalentTo("/bot", "/theirs");
    }

    [Test]
    public async Task EngineInMemory_HasNoMountsToCheck()
    {
        Use(Reads);
        using var check = Check("memory://");

        await RunAsync(check);

        _engine.Calls.Total.Should().Be(0);
    }

    /// <summary>What <c>cat</c> does.</summary>
    private static SimulatedProcess Reads(ContainerInspection container) => SimulatedProcess.Gateway with
    {
        ExitsAfter = TimeSpan.FromMilliseconds(1),
        Output = [.. container.HostConfig!.Mounts!.Select(mount => File.ReadAllText(Path.Combine(mount.Source!, "nonce")))],
    };

    private static CreateContainerRequest Request(params (string Key, string Value)[] labels) =>
        new() { Image = "bot:1", Labels = labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal) };

    private void Use(Func<ContainerInspection, SimulatedProcess> behaviour, Func<string, bool>? exists = null)
    {
        _engine = new InMemoryEngine(_engineClock, new InMemoryEngineOptions { Behaviour = behaviour, SourceExists = exists });
        _engine.AddImage("bot:1");
    }

    private BindRootCheck Check(string endpoint)
    {
        var engine = new Elsewhere(_engine, endpoint);
        return new BindRootCheck(engine, new OneShotRunner(engine, "blue", "botmaker", _checkClock), _data, _fatal.Add, new CapturingLogger<BindRootCheck>());
    }

    private async Task RunAsync(BindRootCheck check)
    {
        var run = check.EnsureAsync("bot:1", Uid, CancellationToken.None);
        while (!run.IsCompleted)
        {
            _engineClock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await run;
    }

    /// <summary>The engine in memory under another address.</summary>
    private sealed class Elsewhere(IContainerEngine inner, string endpoint) : IContainerEngine
    {
        public string Endpoint => endpoint;

        public ISystemOperations System => inner.System;

        public IContainerOperations Containers => inner.Containers;

        public IImageOperations Images => inner.Images;

        public INetworkOperations Networks => inner.Networks;

        public IVolumeOperations Volumes => inner.Volumes;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
