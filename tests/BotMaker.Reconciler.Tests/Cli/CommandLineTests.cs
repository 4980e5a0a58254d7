using System.Text.Json.Nodes;
using BotMaker.Reconciler.Cli;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests;
using Microsoft.Extensions.DependencyInjection;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary>The whole command line in this process: only the engine is not real.</summary>
[TestFixture, CancelAfter(120_000)]
public sealed class CommandLineTests
{
    private World _world = null!;

    [SetUp]
    public void Make() => _world = new World();

    [TearDown]
    public void Remove() => _world.Dispose();

    [Test]
    public async Task RunOnce_ConvergesAndPrintsTheFleet(CancellationToken cancellationToken)
    {
        _world.WriteBot("alpha");
        _world.WriteBot("beta", "  runState: Stopped");
        var result = await World.RunAsync([.. _world.RunArguments, "--once"], cancellationToken);

        result.Code.Should().Be(0, result.Error);
        result.Output.Split('\n').Should().Contain(line => line.StartsWith("alpha", StringComparison.Ordinal) && line.Contains("Running", StringComparison.Ordinal) && line.Contains("True", StringComparison.Ordinal));
        result.Output.Should().MatchRegex("beta +Stopped");
    }

    [Test]
    public async Task RunOnce_WithABrokenManifest_SaysNo(CancellationToken cancellationToken)
    {
        _world.WriteBot("alpha");
        _world.Write("broken.yaml", "kind: [");
        var result = await World.RunAsync([.. _world.RunArguments, "--once"], cancellationToken);

        result.Code.Should().Be(1);
        result.Output.Should().MatchRegex("alpha +Running");
        result.Error.Should().Contain("broken.yaml:2:1: error BM1");
    }

    [Test]
    public async Task RunOnce_WithoutTheDirectory_SaysNo(CancellationToken cancellationToken)
    {
        Directory.Delete(_world.Manifests);
        var result = await World.RunAsync([.. _world.RunArguments, "--once", "--timeout", "20s"], cancellationToken);
        result.Code.Should().Be(1);
        result.Error.Should().Contain(_world.Manifests);
    }

    [Test]
    public async Task SecondDaemonOnTheData_EndsWith75(CancellationToken cancellationToken)
    {
        _world.WriteBot("alpha");
        await using var daemon = await RunningDaemon.StartAsync(_world, 1, cancellationToken);
        var second = await World.RunAsync(_world.RunArguments, cancellationToken);

        second.Code.Should().Be(75);
        second.Error.Should().Contain(_world["data"]).And.Contain(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await daemon.StopAsync()).Should().Be(0, daemon.Log);
    }

    [Test]
    public async Task SocketOfAnotherDaemon_EndsWith78(CancellationToken cancellationToken)
    {
        await using var daemon = await RunningDaemon.StartAsync(_world, 0, cancellationToken);
        var other = await World.RunAsync([.. _world.RunArguments, "--data", _world["other"], "--runtime", _world["other-run"], "--socket", _world.Socket], cancellationToken);
        other.Code.Should().Be(2, "a flag may be given once");
        string[] arguments = ["run", "--engine", "memory://", "--manifests", _world.Manifests, "--data", _world["other"], "--runtime", _world["other-run"], "--listen", "off", "--socket", _world.Socket];
        other = await World.RunAsync(arguments, cancellationToken);
        other.Code.Should().Be(78);
        other.Error.Trim().Split('\n').Should().ContainSingle("one clear line, no stack").Which.Should().Contain("listens on").And.Contain(_world.Socket);
    }

    [Test]
    public async Task BadConfiguration_EndsWith78AndNamesTheKey()
    {
        var result = await World.RunAsync([.. _world.RunArguments, "--log-level", "loud"]);
        result.Code.Should().Be(78);
        result.Error.Should().Contain("Logging:Level").And.Contain("flag --log-level").And.Contain("'loud'");
    }

    [Test]
    public async Task DataDirectoryThatCannotBe_EndsWith78()
    {
        File.WriteAllText(_world["data"], "a file");
        var result = await World.RunAsync(_world.RunArguments);
        result.Code.Should().Be(78);
        result.Error.Should().Contain(_world["data"]);
    }

    [Test]
    public async Task CrashedLoop_EndsTheProcessWithANonZeroCode(CancellationToken cancellationToken)
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, TextWriter.Synchronized(error), new System.Collections.Hashtable(), IsInteractive: false);
        var code = await CommandLine.RunAsync(_world.RunArguments, terminal, services =>
        {
            Program.Pipeline(services);
            services.AddSingleton<IBotSource, CrashingSource>();
        }, cancellationToken);

        code.Should().Be(70);
        error.ToString().Should().Contain("crit").And.Contain("the scan loop broke");
    }

    [Test]
    public async Task PrintConfig_ShowsValuesAndSources()
    {
        var result = await World.RunAsync([.. _world.RunArguments, "--print-config"]);
        result.Code.Should().Be(0);
        result.Output.Should().MatchRegex($"Directory: \"{_world.Manifests}\" +# flag --manifests").And.MatchRegex("Workers: \"8\" +# default");
    }

    [Test]
    public async Task CommandsOfARunningDaemon_Answer(CancellationToken cancellationToken)
    {
        _world.WriteBot("alpha");
        _world.WriteBot("beta");
        await using var daemon = await RunningDaemon.StartAsync(_world, 2, cancellationToken);

        (await AskAsync("get")).Output.Should().MatchRegex("NAME +PHASE.*\nalpha +Running.*\nbeta +Running");
        (await AskAsync("get", "beta", "-o", "name")).Output.Should().Be("beta\n");
        var items = JsonNode.Parse((await AskAsync("get", "-o", "json")).Output)!["items"]!.AsArray();
        items.Should().HaveCount(2);
        ((string)items[0]!["spec"]!["health"]!["interval"]!).Should().Be("1s", "a spec is shown as a manifest writes it");
        (await AskAsync("get", "alpha", "-o", "yaml")).Output.Should().StartWith("items:\n- metadata:\n    name: alpha\n");
        (await AskAsync("get", "-o", "wide")).Output.Should().MatchRegex("IMAGE +CONTAINER").And.MatchRegex("alpha.* botmaker/stub-openclaw:1 +[0-9a-f]{12}");

        var unknown = await AskAsync("get", "alpha", "nobody");
        (unknown.Code, unknown.Output.Contains("alpha", StringComparison.Ordinal)).Should().Be((3, true));
        unknown.Error.Should().Contain("'nobody'");

        (await AskAsync("describe", "alpha")).Output.Should().Contain("Conditions:").And.MatchRegex("Ready +True").And.Contain("Revisions:");
        (await AskAsync("describe", "nobody")).Code.Should().Be(3);
        var plan = await AskAsync("plan", "-o", "json");
        (plan.Code, JsonNode.Parse(plan.Output)!["changes"]!.AsArray().Count).Should().Be((0, 0));
        (await AskAsync("version")).Output.Should().Contain("instance blue, engine memory://");
    }

    [Test]
    public async Task Watch_ShowsTheTableAndGoesOn(CancellationToken cancellationToken)
    {
        _world.WriteBot("alpha");
        await using var daemon = await RunningDaemon.StartAsync(_world, 1, cancellationToken);
        await using var output = new SignallingWriter();
        await using var error = new StringWriter();
        var terminal = new Terminal(output, error, new System.Collections.Hashtable(), IsInteractive: false);
        var watch = CommandLine.RunAsync(["get", "--watch", "-o", "name", "--socket", _world.Socket], terminal, Program.Pipeline, cancellationToken);
        await output.FirstLine.WaitAsync(cancellationToken);
        await daemon.StopAsync();

        (await watch).Should().Be(1);
        output.ToString().Should().Be("alpha\n");
        error.ToString().Should().Contain("ended the stream");
    }

    [Test]
    public async Task WithoutADaemon_ItIsSaidHowToStartOne()
    {
        foreach (var command in (string[][])[["get"], ["describe", "alpha"]])
        {
            var result = await AskAsync(command);
            result.Code.Should().Be(1);
            result.Output.Should().BeEmpty();
            result.Error.Should().Contain(_world.Socket).And.Contain("botmaker run");
        }
    }

    [Test]
    public async Task OfflinePlan_ShowsWhatWouldBeDoneAndWritesNothing()
    {
        _world.WriteBot("alpha");
        string[] arguments = ["plan", "--manifests", _world.Manifests, "--engine", "memory://", "--data", _world["data"]];
        var text = await World.RunAsync(arguments);
        text.Code.Should().Be(1, text.Error);
        text.Output.Should().Contain("alpha: create").And.Contain("CreateContainer (attempt 1): ManifestAdded").And.Contain("1 bot to change, 0 to delete.");
        Directory.Exists(_world["data"]).Should().BeFalse();

        var json = JsonNode.Parse((await World.RunAsync([.. arguments, "-o", "json"])).Output)!;
        ((string)json["changes"]![0]!["bot"]!).Should().Be("alpha");
    }

    [Test]
    public async Task OfflinePlan_OfAnEmptyDirectory_IsNothingToDo()
    {
        var result = await World.RunAsync(["plan", "--manifests", _world.Manifests, "--engine", "memory://", "--data", _world["data"]]);
        result.Code.Should().Be(0, result.Error);
        result.Output.Should().Contain("Nothing to do.");
    }

    [TestCase("--manifests", "/nowhere/at/all")]
    [TestCase("--engine", "unix:///nowhere/docker.sock")]
    [TestCase("--engine", "ssh://host")]
    public async Task OfflinePlanThatCannotBeMade_EndsWith2(string flag, string value)
    {
        _world.WriteBot("alpha");
        var flags = new Dictionary<string, string>(StringComparer.Ordinal) { ["--manifests"] = _world.Manifests, ["--engine"] = "memory://", ["--data"] = _world["data"], [flag] = value };
        var result = await World.RunAsync(["plan", .. flags.SelectMany(pair => (string[])[pair.Key, pair.Value])]);
        result.Code.Should().Be(2);
        result.Error.Should().Contain("botmaker: ");
        result.Output.Should().BeEmpty();
    }

    [Test]
    public async Task Validate_TellsErrorsInEachForm()
    {
        _world.WriteBot("good");
        (await World.RunAsync(["validate", _world.Manifests])).Code.Should().Be(0);
        _world.Write("bad.yaml", World.Bot("bad", "  imagee: {}"));
        var file = Path.Combine(_world.Manifests, "bad.yaml");

        var text = await World.RunAsync(["validate", _world.Manifests]);
        text.Code.Should().Be(1);
        text.Output.Should().MatchRegex($"{file}:[0-9]+:[0-9]+: error BM2[0-9]{{3}} spec.imagee: ");
        text.Error.Should().Contain("1 error");
        ((string)JsonNode.Parse((await World.RunAsync(["validate", file, "-o", "json"])).Output)!["diagnostics"]![0]!["path"]!).Should().Be("spec.imagee");
        (await World.RunAsync(["validate", file, "-o", "github"])).Output.Should().StartWith("::error file=");
    }

    [TestCase("validate")]
    [TestCase("validate", "/nowhere/at/all")]
    [TestCase("validate", "x", "-o", "xml")]
    [TestCase("get", "--colour")]
    [TestCase("frobnicate")]
    public async Task WrongUse_EndsWith2(params string[] arguments)
    {
        var result = await World.RunAsync(arguments);
        result.Code.Should().Be(2);
        result.Error.Should().NotBeEmpty();
    }

    [Test]
    public async Task Schema_IsJsonThatKnowsTheManifest()
    {
        var result = await World.RunAsync(["schema"]);
        result.Code.Should().Be(0);
        JsonNode.Parse(result.Output)!["$defs"]!["spec"]!["properties"]!["image"].Should().NotBeNull();
    }

    [Test]
    public async Task Version_NeedsNoDaemon()
    {
        var result = await AskAsync("version");
        result.Code.Should().Be(0);
        result.Output.Should().MatchRegex("^botmaker [0-9]+\\.[0-9]+\\.[0-9]+").And.Contain("daemon   not reached");
    }

    [TestCase("run")]
    [TestCase("validate")]
    [TestCase("plan")]
    [TestCase("get")]
    [TestCase("describe")]
    [TestCase("schema")]
    public async Task Help_HasExamples(string command)
    {
        var result = await World.RunAsync([command, "--help"]);
        result.Code.Should().Be(0);
        result.Output.Should().Contain("Examples:").And.Contain($"botmaker {command}");
    }

    private Task<World.Result> AskAsync(params string[] arguments) => World.RunAsync([.. arguments, "--socket", _world.Socket]);

    private sealed class SignallingWriter : StringWriter
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstLine => _first.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            _first.TrySetResult();
        }
    }

    private sealed class CrashingSource : IBotSource
    {
        public DesiredSnapshot Current => DesiredSnapshot.NotScanned;

        public Task RunAsync(Action<DesiredChange> onScan, CancellationToken cancellationToken) => throw new InvalidOperationException("the scan loop broke");

        public Task<DesiredChange> ScanAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ForgetAsync(BotId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DesiredChange> ConfirmAsync(SourceDoubt doubt, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
