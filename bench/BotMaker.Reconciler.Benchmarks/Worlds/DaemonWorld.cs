using System.Net.Sockets;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Benchmarks.Measuring;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>Directories and an instance name of its own for one daemon, on whichever engine.</summary>
internal sealed class DaemonWorld : IDisposable
{
    public const string StubImage = "botmaker/stub-openclaw:dev";

    // The list of a large fleet is work for the daemon that it should not have while it converges.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly string _root = Directory.CreateTempSubdirectory("botmaker-bench-").FullName;
    private readonly HttpClient _api;

    public DaemonWorld(string engine)
    {
        Engine = engine;
        Instance = $"bench{Guid.NewGuid().ToString("N")[..8]}";
        foreach (var directory in (string[])[Manifests, Data, Runtime, Secrets]) Directory.CreateDirectory(directory);
        File.SetUnixFileMode(Secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // The uids of the bots pass through to what is mounted.
        File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        _api = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = new Uri("http://localhost/") };
    }

    public string Engine { get; }

    /// <summary>Also the prefix of its containers' names.</summary>
    public string Instance { get; }

    public string Manifests => Path.Combine(_root, "manifests");

    public string Data => Path.Combine(_root, "data");

    public string Runtime => Path.Combine(_root, "run");

    public string Secrets => Path.Combine(_root, "secrets");

    public string LogFile => Path.Combine(_root, "daemon.log");

    private string Socket => Path.Combine(Runtime, "botmaker.sock");

    public static string Bot(int number) => $"bot-{number:D5}";

    public DaemonProcess Start(params IEnumerable<(string Key, string Value)> settings)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["BOTMAKER__Instance__Id"] = Instance,
            ["BOTMAKER__Instance__ContainerPrefix"] = Instance,
            ["BOTMAKER__Http__Listen"] = "127.0.0.1:0",
            ["BOTMAKER__Logging__Level"] = "Warning",
        };
        foreach (var (key, value) in settings) environment[$"BOTMAKER__{key.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        return DaemonProcess.Start(
            ["run", "--manifests", Manifests, "--data", Data, "--runtime", Runtime, "--secrets", Secrets, "--socket", Socket, "--engine", Engine],
            environment,
            LogFile);
    }

    /// <summary>More lines below <c>spec:</c> of every manifest, indented by two.</summary>
    public string Extra { get; init; } = "";

    public void WriteBots(int count)
    {
        for (var number = 0; number < count; number++) WriteBot(Bot(number));
    }

    /// <summary>As an editor does: a new file, then a rename.</summary>
    public void WriteBot(string name)
    {
        var path = Path.Combine(Manifests, $"{name}.yaml");
        File.WriteAllText($"{path}.tmp", Manifest(name) + Extra);
        File.Move($"{path}.tmp", path, overwrite: true);
    }

    public static string Manifest(string name) =>
        $$"""
        apiVersion: botmaker.dev/v1alpha1
        kind: Bot
        metadata:
          name: {{name}}
          labels: { team: bench }
        spec:
          image: { reference: "{{StubImage}}", pullPolicy: Never }
          resources: { memory: 1Gi, cpus: "1", pids: 256 }
          termination: { gracePeriod: 2s }

        """;

    /// <summary>How many bots are in this state of their <c>Ready</c> condition.</summary>
    public async Task<int> CountReadyAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Socket)) return 0;
        try
        {
            var answer = JsonNode.Parse(await _api.GetStringAsync(new Uri("/api/v1/bots", UriKind.Relative), cancellationToken))!;
            return answer["items"]!.AsArray().Count(bot => bot!["status"]?["conditions"]?.AsArray().Any(IsReady) is true);
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <exception cref="TimeoutException">With the end of the daemon's log.</exception>
    public async Task AllReadyAsync(DaemonProcess daemon, int bots, TimeSpan patience, CancellationToken cancellationToken)
    {
        var ready = 0;
        try
        {
            await Eventually.HoldsAsync(
                $"{bots} bots are ready",
                patience,
                async () =>
                {
                    daemon.ThrowIfEnded();
                    return (ready = await CountReadyAsync(cancellationToken)) >= bots;
                },
                cancellationToken,
                LookAgain);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}: {ready} are. {daemon.LogTail()}", late);
        }
    }

    public void Dispose()
    {
        _api.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private static bool IsReady(JsonNode? condition) =>
        condition?["type"]?.GetValue<string>() is "Ready" && condition["status"]?.GetValue<string>() is "True";

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
