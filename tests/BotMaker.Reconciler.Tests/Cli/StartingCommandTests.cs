using System.Diagnostics;
using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Tests.Storage;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary><c>new</c>, <c>completion</c> and <c>doctor</c>: what helps before there is a daemon.</summary>
[TestFixture, CancelAfter(120_000)]
public sealed class StartingCommandTests
{
    private static IEnumerable<string> Channels => ChannelCatalog.Names;

    [TestCaseSource(nameof(Channels))]
    public async Task New_IsValidForEveryChannel(string channel)
    {
        using var directory = new TemporaryDirectory();
        var made = await World.RunAsync(["new", "support-bot", "--channel", channel]);
        made.Code.Should().Be(ExitCode.Ok, made.Error);
        await File.WriteAllTextAsync(directory["support-bot.yaml"], made.Output);

        var result = ManifestValidation.Validate([directory["support-bot.yaml"]], TimeProvider.System);
        result.Diagnostics.Should().BeEmpty(made.Output);
        result.Bots.Should().ContainSingle().Which.Id.Value.Should().Be("support-bot");
        made.Output.Should().Contain($"    {channel}:").And.Contain("secretRef");
    }

    [TestCase("Support Bot")]
    [TestCase("../etc")]
    public async Task New_RefusesWhatCannotBeAName(string name) => (await World.RunAsync(["new", name])).Code.Should().Be(ExitCode.Usage);

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    public async Task Completion_IsPrinted(string shell)
    {
        var result = await World.RunAsync(["completion", shell]);
        (result.Code, result.Output).Should().Match<(int Code, string Output)>(answer => answer.Code == ExitCode.Ok && answer.Output.Contains("[suggest:"));
    }

    [Test]
    public async Task Completion_OfAnUnknownShellIsAUsageError() => (await World.RunAsync(["completion", "tcsh"])).Code.Should().Be(ExitCode.Usage);

    [TestCase("botmaker val", "validate")]
    [TestCase("botmaker get --out", "--output")]
    [TestCase("botmaker completion z", "zsh")]
    public async Task Bash_CompletesByTheScript(string line, string expected)
    {
        using var directory = new TemporaryDirectory();
        var script = (await World.RunAsync(["completion", "bash"])).Output;
        await File.WriteAllTextAsync(directory["complete"], script);
        var program = Path.Combine(AppContext.BaseDirectory, "botmaker.dll");
        await File.WriteAllTextAsync(directory["botmaker"], $"#!/bin/sh\nexec dotnet '{program}' \"$@\"\n");
        File.SetUnixFileMode(directory["botmaker"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { "--norc", "-c" } };
        start.ArgumentList.Add(
            """
            . "$1/complete"; PATH="$1:$PATH"
            COMP_LINE=$2; COMP_POINT=${#2}; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _botmaker; printf '%s\n' "${COMPREPLY[@]}"
            """);
        foreach (var argument in (string[])["bash", directory[""], line]) start.ArgumentList.Add(argument);
        using var bash = Process.Start(start)!;
        var error = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Contain(expected, await error).And.OnlyContain(word => word.StartsWith(line.Substring(line.LastIndexOf(' ') + 1), StringComparison.Ordinal));
    }

    [Test]
    public async Task NamesOfBots_AreCompleted(CancellationToken cancellationToken)
    {
        using var world = new World();
        world.WriteBot("ada");
        await using var daemon = await RunningDaemon.StartAsync(world, 1, cancellationToken);
        var line = $"botmaker describe --socket {world.Socket} ";
        (await World.RunAsync([$"[suggest:{line.Length}]", line], cancellationToken)).Output.Split('\n').Should().Contain("ada");
    }

    [Test]
    public async Task Doctor_FindsWhatIsWrong_AndSaysWhatToDo()
    {
        using var world = new World();
        Directory.CreateDirectory(world["data"]);
        File.SetUnixFileMode(world["data"], (UnixFileMode)0b111_101_101);
        await File.WriteAllTextAsync(world["secrets/open"], "hunter2hunter2");
        File.SetUnixFileMode(world["secrets/open"], (UnixFileMode)0b110_100_100);
        world.Write("bad.yaml", "kind: Bot\n");

        var result = await World.RunAsync(
        [
            "doctor", "--manifests", world.Manifests, "--data", world["data"], "--runtime", world["run"], "--secrets", world["secrets"],
            "--engine", $"unix://{world["no.sock"]}", "--listen", "127.0.0.1:0",
        ]);
        result.Code.Should().Be(ExitCode.No);
        result.Output.Should().Contain("problem  engine").And.Contain("systemctl status docker")
            .And.Contain("problem  directories").And.Contain("chmod 0700")
            .And.Contain("problem  secrets").And.Contain("chmod 0600")
            .And.Contain("note     daemon").And.Contain("botmaker run")
            .And.NotContain("hunter2");
    }

    [Test]
    public async Task Doctor_WithNothingToFind_EndsWithZero(CancellationToken cancellationToken)
    {
        using var world = new World();
        world.WriteBot("ada");
        await using var daemon = await RunningDaemon.StartAsync(world, 1, cancellationToken);
        var result = await World.RunAsync(
            ["doctor", "--manifests", world.Manifests, "--data", world["data"], "--runtime", world["run"], "--secrets", world["secrets"], "--engine", "memory://", "-o", "json"], cancellationToken);
        result.Code.Should().Be(ExitCode.Ok, result.Output);
        result.Output.Should().Contain("\"verdict\": \"ok\"").And.Contain("1 bots, all ready");
    }

    [Test]
    public async Task Events_AreListedAndDescribed(CancellationToken cancellationToken)
    {
        using var world = new World();
        world.WriteBot("ada");
        await using var daemon = await RunningDaemon.StartAsync(world, 1, cancellationToken);
        var events = await World.RunAsync(["events", "ada", "--socket", world.Socket], cancellationToken);
        events.Code.Should().Be(ExitCode.Ok, events.Error);
        events.Output.Should().Contain("ManifestAdded").And.Contain("CreateContainer").And.Contain("Engine").And.Contain("Running");
        (await World.RunAsync(["events", "-o", "json", "--socket", world.Socket], cancellationToken)).Output.Should().Contain("\"bot\":\"ada\"");
        (await World.RunAsync(["events", "nobody", "--socket", world.Socket], cancellationToken)).Code.Should().Be(ExitCode.UnknownName);
        (await World.RunAsync(["describe", "ada", "--socket", world.Socket], cancellationToken)).Output.Should().Contain("Events:").And.Contain("StartContainer");
    }

    [Test]
    public async Task Bundle_HoldsWhatHelps_AndIsForItsOwnerAlone(CancellationToken cancellationToken)
    {
        using var world = new World();
        world.WriteBot("ada");
        await using var daemon = await RunningDaemon.StartAsync(world, 1, cancellationToken);
        string[] arguments = ["bundle", "-o", world["b.tgz"], "--socket", world.Socket, "--engine", "memory://", "--manifests", world.Manifests, "--data", world["data"], "--runtime", world["run"], "--secrets", world["secrets"], "--listen", "off"];
        var result = await World.RunAsync(arguments, cancellationToken);
        result.Code.Should().Be(ExitCode.Ok, result.Error);

        await using var packed = new System.IO.Compression.GZipStream(File.OpenRead(world["b.tgz"]), System.IO.Compression.CompressionMode.Decompress);
        await using var tar = new System.Formats.Tar.TarReader(packed);
        List<string> names = [];
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry) names.Add(entry.Name);
        names.Should().Contain((string[])["botmaker-bundle/doctor.json", "botmaker-bundle/plan.json", "botmaker-bundle/events.txt", "botmaker-bundle/bots/ada/bot.yaml", "botmaker-bundle/bots/ada/log.txt"]);
        File.GetUnixFileMode(world["b.tgz"]).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await World.RunAsync(arguments, cancellationToken)).Code.Should().Be(ExitCode.No, "a file that is there is not overwritten");
    }
}
