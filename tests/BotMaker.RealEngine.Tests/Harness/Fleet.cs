using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace BotMaker.RealEngine.Tests.Harness;

/// <summary>A directory of manifests, a data directory and an instance name of its own on an engine: one test's world.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("botmaker-fleet-").FullName;
    private readonly HttpClient _http;

    public Fleet(PrivateEngine engine, string? instance = null)
    {
        Engine = engine;
        Instance = instance ?? $"t{Guid.NewGuid().ToString("N")[..10]}";
        foreach (var directory in (string[])[Manifests, Data, Runtime, Secrets]) Directory.CreateDirectory(directory);
        File.SetUnixFileMode(Secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // The bots' uids pass through here to what is mounted; the data directory itself stays closed.
        File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri("http://localhost/") };
    }

    public PrivateEngine Engine { get; }

    public string Instance { get; }

    public string Prefix => Instance;

    public string Manifests => Path.Combine(_root, "manifests");

    public string Data => Path.Combine(_root, "data");

    public string Runtime => Path.Combine(_root, "run");

    public string Secrets => Path.Combine(_root, "secrets");

    public string SocketPath => Path.Combine(Runtime, "botmaker.sock");

    public IReadOnlyList<string> RunArguments =>
    [
        "run", "--manifests", Manifests, "--data", Data, "--runtime", Runtime, "--secrets", Secrets, "--socket", SocketPath,
        "--engine", Engine.Host, "--listen", "127.0.0.1:0",
    ];

    public Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["BOTMAKER__Instance__Id"] = Instance,
        ["BOTMAKER__Instance__ContainerPrefix"] = Prefix,
        ["BOTMAKER__Engine__ResyncInterval"] = "5s",
        ["BOTMAKER__Manifests__RescanInterval"] = "5s",
        ["BOTMAKER__Prune__Grace"] = "1s",
        ["BOTMAKER__Logging__Level"] = "Debug",
    };

    public DaemonProcess StartDaemon(params string[] more) => DaemonProcess.Start([.. RunArguments, .. more], Environment);

    /// <summary>Writes a manifest as an editor would: a new file, then a rename.</summary>
    public void Write(string file, string yaml)
    {
        var path = Path.Combine(Manifests, file);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, yaml);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>A stub bot; <paramref name="spec"/> is further YAML below <c>spec:</c>, indented by two.</summary>
    public void WriteBot(string name, string spec = "", string metadata = "") => Write($"{name}.yaml", BotYaml(name, spec, metadata));

    /// <param name="name">The bot's.</param>
    /// <param name="spec">Further YAML below <c>spec:</c>; a <c>rollout:</c> of its own takes the place of the quick one.</param>
    /// <param name="metadata">Further YAML below <c>metadata:</c>.</param>
    public static string BotYaml(string name, string spec = "", string metadata = "") =>
        $"""
        apiVersion: botmaker.dev/v1alpha1
        kind: Bot
        metadata:
          name: {name}
        {metadata}
        spec:
          image: {"{"} reference: "botmaker/stub-openclaw:dev", pullPolicy: Never {"}"}
          health: {"{"} interval: 2s, timeout: 2s, startPeriod: 60s {"}"}
          resources: {"{"} memory: 1Gi {"}"}
          termination: {"{"} gracePeriod: 3s {"}"}
        {(spec.Contains("  rollout:", StringComparison.Ordinal) ? "" : "  rollout: { minReady: 1s }\n")}{spec}
        """;

    public async Task<JsonObject> GetAsync()
    {
        var text = await _http.GetStringAsync(new Uri("/api/v1/bots", UriKind.Relative));
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>What the API answers, as text.</summary>
    public async Task<string> TextAsync(string path) => await (await _http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative))).Content.ReadAsStringAsync();

    /// <summary>The bot as the daemon sees it, or null.</summary>
    public async Task<JsonNode?> FindAsync(string name)
    {
        try
        {
            var items = (await GetAsync())["items"]!.AsArray();
            return items.FirstOrDefault(item => string.Equals(item!["metadata"]!["name"]!.GetValue<string>(), name, StringComparison.Ordinal));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What concerns the fleet as a whole; null while the daemon does not answer.</summary>
    public async Task<JsonObject?> FleetAsync()
    {
        try
        {
            return JsonNode.Parse(await _http.GetStringAsync(new Uri("/api/v1/fleet", UriKind.Relative)))!.AsObject();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public Task ReadyAsync(params string[] names) => Eventually.HoldsAsync($"ready: {string.Join(", ", names)}", async () =>
    {
        foreach (var name in names)
        {
            var bot = await FindAsync(name);
            if (!string.Equals(Condition(bot, "Ready"), "True", StringComparison.Ordinal)) return bot?["status"]?.ToJsonString() ?? $"{name} is not known";
        }

        return null;
    });

    public Task ConditionAsync(string name, string type, string status) => Eventually.HoldsAsync($"{name} has {type}={status}", async () =>
    {
        var bot = await FindAsync(name);
        return string.Equals(Condition(bot, type), status, StringComparison.Ordinal) ? null : bot?["status"]?.ToJsonString() ?? "not known";
    });

    public Task PhaseAsync(string name, string phase) => Eventually.HoldsAsync($"{name} is {phase}", async () =>
    {
        var bot = await FindAsync(name);
        return string.Equals(bot?["status"]?["phase"]?.GetValue<string>(), phase, StringComparison.Ordinal) ? null : bot?["status"]?.ToJsonString() ?? "not known";
    });

    public static string? Condition(JsonNode? bot, string type) => bot?["status"]?["conditions"]?.AsArray()
        .FirstOrDefault(c => string.Equals(c!["type"]!.GetValue<string>(), type, StringComparison.Ordinal))?["status"]?.GetValue<string>();

    /// <summary>Full ids of the bot's containers on the engine, whatever their state.</summary>
    public async Task<IReadOnlyList<string>> ContainersAsync(string name, params string[] filters) =>
        (await Engine.DockerAsync(
            ["ps", "-aq", "--no-trunc", "--filter", $"label=botmaker.bot-id={name}", "--filter", $"label=botmaker.reconciler={Instance}", .. filters]))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The id of the only container of the bot.</summary>
    public async Task<string> ContainerAsync(string name) => (await ContainersAsync(name)).Should().ContainSingle($"{name} has one container").Which;

    public Task<string> InspectAsync(string container, string format) => Engine.DockerAsync("inspect", "--format", format, container);

    /// <summary>One running container each, and nothing else with our instance's label.</summary>
    public Task SettledAsync(params string[] names) => Eventually.HoldsAsync($"exactly one running container each: {string.Join(", ", names)}", async () =>
    {
        var all = await Engine.TryDockerAsync("ps", "-a", "--filter", $"label=botmaker.reconciler={Instance}", "--format", "{{.Label \"botmaker.bot-id\"}} {{.State}}");
        if (all.ExitCode != 0) return all.Error;
        var lines = all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        return lines.SequenceEqual(names.Select(n => $"{n} running").Order(StringComparer.Ordinal), StringComparer.Ordinal) ? null : all.Output;
    });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        var ids = (await Engine.TryDockerAsync("ps", "-aq", "--filter", $"label=botmaker.reconciler={Instance}")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > 0) await Engine.TryDockerAsync(["rm", "-f", .. ids]);
        var networks = (await Engine.TryDockerAsync("network", "ls", "-q", "--filter", $"label=botmaker.reconciler={Instance}")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (networks.Length > 0) await Engine.TryDockerAsync(["network", "rm", .. networks]);
        Directory.Delete(_root, recursive: true);
    }
}
