using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>Secret values: where they are, where they are not, and what a bad one does to a bot that runs.</summary>
internal sealed partial class SecretTests
{
    private const string Token = "123456789:AAtheFirstTokenOfTheTelegramBot0123456";
    private const string NextToken = "123456789:BBtheNextTokenOfTheTelegramBot01234567";
    private const string Key = "sk-ant-the-first-value-of-the-provider-key";
    private const string NextKey = "sk-ant-the-next-value-of-the-provider-key";

    private readonly List<string> _values = [];
    private Fleet _fleet = null!;
    private DaemonProcess _daemon = null!;

    private string RuntimeSecrets => Path.Combine(_fleet.Runtime, "secrets");

    [SetUp]
    public void SetUp()
    {
        _fleet = new(SharedEngine.Instance);
        _values.Clear();
        Store("telegram", Token);
        Store("anthropic", Key);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed) TestContext.Out.WriteLine(_daemon.Log);
        await _daemon.DisposeAsync();
        await _fleet.DisposeAsync();
    }

    [TestCase("text")]
    [TestCase("json")]
    public async Task NoValue_LeavesItsPlaces(string format)
    {
        await using var modes = new ModeSampler(RuntimeSecrets, Path.Combine(_fleet.Data, "secrets"), Path.Combine(_fleet.Data, "bots", "bot", "attempts"));
        await StartAsync("--log-format", format, "--log-level", "Trace");
        var container = await _fleet.ContainerAsync("bot");
        _values.Add(await File.ReadAllTextAsync(Path.Combine(_fleet.Data, "secrets", "bot", "gateway-auth-token")));

        // A rotation, and errors at every step on the way of a value.
        Store("telegram", NextToken);
        await FileHoldsAsync("channels-telegram-bot-token", NextToken);
        foreach (var wrong in (string[])[$"\"{Token}\"", $"TELEGRAM_BOT_TOKEN={NextToken}", "xoxb-123456789012-aSlackTokenInTheWrongPlace", "123456:ABCDEF-a-short-one"])
        {
            Store("telegram", wrong);
            await ReasonAsync("CredentialInvalid");
        }

        Store("telegram", NextToken);
        await _fleet.ConditionAsync("bot", "SecretsReady", "True");
        _fleet.Write("bot.yaml", Bot("  config: { ui: { assistant: { name: stub-refuse } } }\n"));
        await _fleet.ConditionAsync("bot", "Stalled", "True");
        await ScanAsync(container);
        _fleet.Write("bot.yaml", Bot());
        await _fleet.ReadyAsync("bot");
        Remove("anthropic");
        await ReasonAsync("SecretsMissing");
        await ScanAsync(container);

        (await modes.StopAsync()).Should().BeEmpty("nothing is ever open to others, not even while it is written");
        modes.Seen.Should().BeGreaterThan(100);
        (await _fleet.ContainerAsync("bot")).Should().Be(container, "none of this is a reason to replace the bot's container");
    }

    [Test]
    public async Task ARotatedValue_ReachesTheRunningBotWithoutARestart()
    {
        await StartAsync();
        var container = await _fleet.ContainerAsync("bot");
        var started = await _fleet.InspectAsync(container, "{{.State.StartedAt}}");

        Store("anthropic", NextKey);

        await FileHoldsAsync("models-providers-anthropic-api-key", NextKey);
        await Eventually.HoldsAsync("the gateway was seen to take it", () => Task.FromResult(_daemon.Log.Contains("took its changed files", StringComparison.Ordinal) ? null : "not yet"));
        (await _fleet.InspectAsync(container, "{{.State.StartedAt}}")).Should().Be(started);
        var inside = await SharedEngine.Instance.DockerAsync("exec", container, "cat", "/run/bot-secrets/models-providers-anthropic-api-key");
        inside.Should().Be(NextKey);
    }

    [TestCase("0644", "SecretRefused", "mode 0644")]
    [TestCase("link", "SecretRefused", "symbolic link")]
    [TestCase("gone", "SecretsMissing", "telegram")]
    [TestCase("empty", "SecretRefused", "empty")]
    public async Task ABadStore_IsTold_AndTheBotGoesOn(string how, string reason, string says)
    {
        await StartAsync();
        var container = await _fleet.ContainerAsync("bot");
        var path = Path.Combine(_fleet.Secrets, "telegram");
        switch (how)
        {
            case "0644":
                File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
                break;
            case "link":
                File.Move(path, $"{path}.real");
                File.CreateSymbolicLink(path, $"{path}.real");
                break;
            case "gone":
                File.Delete(path);
                break;
            default:
                await File.WriteAllTextAsync(path, "");
                break;
        }

        (await ReasonAsync(reason)).Should().Contain(says).And.Contain("spec.channels.telegram.botToken").And.NotContain(Token);
        (await _fleet.InspectAsync(container, "{{.State.Running}}")).Should().Be("true");

        File.Delete(path);
        Store("telegram", Token);
        await _fleet.ReadyAsync("bot");
        (await _fleet.ContainerAsync("bot")).Should().Be(container);
    }

    [Test]
    public async Task ARuntimeDirectoryThatCannotBeWritten_IsTold_AndTheBotGoesOn()
    {
        Directory.CreateDirectory(_fleet.Runtime);
        await Shell.OutputOfAsync("mount", ["-t", "tmpfs", "-o", "size=4m,mode=0711", "tmpfs", _fleet.Runtime]);
        try
        {
            await StartAsync();
            var container = await _fleet.ContainerAsync("bot");
            await Shell.OutputOfAsync("mount", ["-o", "remount,ro", _fleet.Runtime]);

            Store("telegram", NextToken);

            await Eventually.HoldsAsync("it is told", async () => Message(await _fleet.FindAsync("bot"), "Ready") is var message && message.Contains("could not be written", StringComparison.Ordinal) ? null : message);
            (await _fleet.InspectAsync(container, "{{.State.Running}}")).Should().Be("true");

            await Shell.OutputOfAsync("mount", ["-o", "remount,rw", _fleet.Runtime]);
            await FileHoldsAsync("channels-telegram-bot-token", NextToken);
            await _fleet.ReadyAsync("bot");
            (await _fleet.ContainerAsync("bot")).Should().Be(container);
        }
        finally
        {
            await _daemon.StopAsync();
            foreach (var id in await _fleet.ContainersAsync("bot")) await SharedEngine.Instance.DockerAsync("rm", "-f", id);
            await Shell.OutputOfAsync("umount", ["-l", _fleet.Runtime]);
        }
    }

    [Test]
    public async Task AfterALostRuntimeDirectory_EveryBotThatRanRunsAgain()
    {
        _fleet.Write("held.yaml", Fleet.BotYaml("held"));
        await StartAsync();
        await _fleet.ReadyAsync("held");
        _fleet.Write("held.yaml", Fleet.BotYaml("held", "  suspend: true"));
        await _fleet.PhaseAsync("held", "Suspended");
        await _daemon.StopAsync();
        // What a host that goes down and comes up leaves: containers that ended, and no file of theirs.
        foreach (var name in (string[])["bot", "held"]) await SharedEngine.Instance.DockerAsync("kill", await _fleet.ContainerAsync(name));
        Directory.Delete(RuntimeSecrets, recursive: true);

        _daemon = _fleet.StartDaemon();

        await _fleet.ReadyAsync("bot");
        await _fleet.SettledAsync("bot", "held");
    }

    private async Task StartAsync(params string[] more)
    {
        _fleet.Write("bot.yaml", Bot());
        _daemon = _fleet.StartDaemon(more);
        await _fleet.ReadyAsync("bot");
    }

    private static string Bot(string more = "") => Fleet.BotYaml(
        "bot",
        $"""
        {more}  model: {"{"} primary: anthropic/claude-haiku-4-5 {"}"}
          providers: {"{"} anthropic: {"{"} apiKey: {"{"} secretRef: {"{"} name: anthropic {"}"} {"}"} {"}"} {"}"}
          channels: {"{"} telegram: {"{"} allowFrom: ["123456789"], botToken: {"{"} secretRef: {"{"} name: telegram {"}"} {"}"} {"}"} {"}"}
        """);

    private void Store(string name, string value)
    {
        _values.Add(value);
        var path = Path.Combine(_fleet.Secrets, name);
        var temporary = $"{path}.new";
        using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            stream.Write(Encoding.UTF8.GetBytes(value));
        File.Move(temporary, path, overwrite: true);
    }

    private void Remove(string name) => File.Delete(Path.Combine(_fleet.Secrets, name));

    private Task FileHoldsAsync(string id, string value) => Eventually.HoldsAsync($"{id} is the new value", async () =>
    {
        var found = Directory.EnumerateFiles(Path.Combine(RuntimeSecrets, "bot"), id, SearchOption.AllDirectories).ToList();
        return found is [var file] && string.Equals(await File.ReadAllTextAsync(file), value, StringComparison.Ordinal) ? null : "another one";
    });

    /// <returns>The condition's message.</returns>
    private async Task<string> ReasonAsync(string reason)
    {
        var message = "";
        await Eventually.HoldsAsync($"SecretsReady says {reason}", async () =>
        {
            var bot = await _fleet.FindAsync("bot");
            var condition = Find(bot, "SecretsReady");
            message = condition?["message"]?.GetValue<string>() ?? "";
            return string.Equals(condition?["reason"]?.GetValue<string>(), reason, StringComparison.Ordinal) ? null : bot?["status"]?.ToJsonString() ?? "not known";
        });
        return message;
    }

    private static string Message(JsonNode? bot, string type) => Find(bot, type)?["message"]?.GetValue<string>() ?? "";

    private static JsonNode? Find(JsonNode? bot, string type) => bot?["status"]?["conditions"]?.AsArray()
        .FirstOrDefault(condition => string.Equals(condition!["type"]!.GetValue<string>(), type, StringComparison.Ordinal));

    /// <summary>Everything that the daemon emits or leaves, and everything that the engine tells.</summary>
    private async Task ScanAsync(string container)
    {
        var engine = SharedEngine.Instance;
        Dictionary<string, string> places = new(StringComparer.Ordinal)
        {
            ["docker inspect"] = await engine.DockerAsync("inspect", container),
            ["docker inspect of the image"] = await engine.DockerAsync("inspect", "botmaker/stub-openclaw:dev"),
            ["log of the bot"] = await engine.DockerAsync("logs", container),
            ["log of the daemon"] = _daemon.Log,
            ["environment of the daemon"] = await File.ReadAllTextAsync($"/proc/{_daemon.Id}/environ"),
            ["command line of the daemon"] = await File.ReadAllTextAsync($"/proc/{_daemon.Id}/cmdline"),
        };
        foreach (var path in (string[])["bots", "bots/bot", "plan", "version", "fleet"]) places[$"API {path}"] = await _fleet.TextAsync(path);
        using var http = new HttpClient();
        var metrics = Address().Match(_daemon.Log).Value;
        metrics.Should().NotBeEmpty();
        places["metrics"] = await http.GetStringAsync(new Uri($"{metrics}/metrics"));
        places["readiness"] = await (await http.GetAsync(new Uri($"{metrics}/readyz"))).Content.ReadAsStringAsync();
        foreach (var command in (string[][])[["describe", "bot"], ["get", "-o", "yaml"], ["plan"]])
            places[$"botmaker {string.Join(' ', command)}"] = (await Shell.RunAsync(DaemonProcess.Executable, [.. command, "--socket", _fleet.SocketPath])) is var result ? result.Output + result.Error : "";
        // The lock is held by the daemon, and empty.
        foreach (var file in Directory.EnumerateFiles(_fleet.Data, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(Path.Combine(_fleet.Data, "secrets"), StringComparison.Ordinal) && Path.GetFileName(file) is not "lock"))
            places[file] = await File.ReadAllTextAsync(file, Encoding.Latin1);

        foreach (var (place, text) in places)
        {
            foreach (var value in _values) text.Should().NotContain(value.Trim('"'), $"that is {place}");
        }

        places["docker inspect"].Should().Contain("/run/bot-secrets", "the search looked at the right things");
        places["log of the daemon"].Should().Contain("spec.channels.telegram.botToken");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
