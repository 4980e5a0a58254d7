using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using BotMaker.Reconciler.Tests.Storage;

namespace BotMaker.Reconciler.Tests.Deployment;

/// <summary>
/// Prometheus and Alertmanager as processes, with the delivered files; only addresses and waiting times differ. What the Alertmanager sends is
/// received here.
/// </summary>
internal sealed class MonitoringStack : IAsyncDisposable
{
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(200);

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();
    private readonly HttpListener _receiver = new();
    private readonly List<Process> _processes = [];
    private readonly ConcurrentQueue<string> _log = new();
    private readonly string _prometheus;

    public MonitoringStack(string prometheus, string alertmanager, string target)
    {
        var (web, alerts, receiver) = (FreePort(), FreePort(), FreePort());
        _prometheus = $"http://127.0.0.1:{web}";
        _receiver.Prefixes.Add($"http://127.0.0.1:{receiver}/");
        _receiver.Start();

        Deliver("alertmanager.yml", ("http://127.0.0.1:8080/alerts", $"http://127.0.0.1:{receiver}/alerts"), ("group_wait: 30s", "group_wait: 0s"));
        Deliver("prometheus.yml", ("127.0.0.1:9464", target), ("127.0.0.1:9093", $"127.0.0.1:{alerts}"), ("_interval: 15s", "_interval: 1s"));
        Deliver("botmaker.rules.yml", ("for: 15m", "for: 0s"));
        Start(alertmanager, $"--config.file={_directory["alertmanager.yml"]}", $"--storage.path={_directory["alerts"]}", $"--web.listen-address=127.0.0.1:{alerts}", "--cluster.listen-address=");
        Start(prometheus, $"--config.file={_directory["prometheus.yml"]}", $"--storage.tsdb.path={_directory["series"]}", $"--web.listen-address=127.0.0.1:{web}");
    }

    /// <summary>Returns when the target was scraped twice, which a rate needs.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken) =>
        await UntilAsync(async () => await CountAsync("count_over_time(up[1m]) >= 3 and up == 1", cancellationToken) > 0, cancellationToken);

    public async Task<bool> ReturnsDataAsync(string expression, CancellationToken cancellationToken) => await CountAsync(expression, cancellationToken) > 0;

    /// <summary>Returns when each rule was evaluated.</summary>
    public async Task<IReadOnlyList<(string Name, string Health)>> EvaluatedRulesAsync(CancellationToken cancellationToken)
    {
        List<(string Name, string Health)> rules = [];
        await UntilAsync(
            async () =>
            {
                var answer = await _http.GetFromJsonAsync<JsonElement>($"{_prometheus}/api/v1/rules", cancellationToken);
                rules = [.. answer.GetProperty("data").GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray())
                    .Select(rule => (rule.GetProperty("name").GetString()!, rule.GetProperty("health").GetString()!))];
                return rules.Count > 0 && rules.TrueForAll(rule => rule.Health is not "unknown");
            },
            cancellationToken);
        return rules;
    }

    /// <summary>The first alert of that name that the receiver gets.</summary>
    public async Task<JsonElement> ReceivedAsync(string alert, CancellationToken cancellationToken)
    {
        while (true)
        {
            var context = await _receiver.GetContextAsync().WaitAsync(cancellationToken);
            var message = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.InputStream, cancellationToken: cancellationToken);
            context.Response.Close();
            foreach (var received in message.GetProperty("alerts").EnumerateArray())
            {
                if (string.Equals(received.GetProperty("labels").GetProperty("alertname").GetString(), alert, StringComparison.Ordinal)) return received.Clone();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _receiver.Close();
        _http.Dispose();
        _directory.Dispose();
    }

    private async Task<int> CountAsync(string expression, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync($"{_prometheus}/api/v1/query?query={Uri.EscapeDataString(expression)}", cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return answer.GetProperty("status").GetString() is "success" ? answer.GetProperty("data").GetProperty("result").GetArrayLength() : 0;
        }
        catch (Exception starting) when (starting is HttpRequestException or JsonException)
        {
            return 0;
        }
    }

    private async Task UntilAsync(Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(BetweenQuestions, TimeProvider.System);
        while (!await holds())
        {
            if (_processes.Find(process => process.HasExited) is { } ended) Assert.Fail($"{ended.StartInfo.FileName} ended with {ended.ExitCode}:\n{string.Join('\n', _log)}");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private void Deliver(string file, params (string Delivered, string Here)[] changes)
    {
        var text = HostTool.ReadDelivered($"prometheus/{file}");
        foreach (var (delivered, here) in changes)
        {
            text.Should().Contain(delivered, "the test replaces it");
            text = text.Replace(delivered, here, StringComparison.Ordinal);
        }

        File.WriteAllText(_directory[file], text);
    }

    private void Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        // Read all the time, since a full pipe would stop the process.
        process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
