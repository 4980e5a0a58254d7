using System.Diagnostics;
using System.Text.Json;

namespace BotMaker.RealEngine.Tests.Harness;

/// <summary>Follows the engine's events and remembers each moment at which a bot had two running containers.</summary>
internal sealed class InstanceSampler : IAsyncDisposable
{
    private readonly Process _events;
    private readonly Dictionary<string, HashSet<string>> _running = new(StringComparer.Ordinal);
    private readonly List<string> _violations = [];
    private int _starts;

    private InstanceSampler(Process events)
    {
        _events = events;
        events.OutputDataReceived += (_, e) => Take(e.Data);
        events.BeginOutputReadLine();
    }

    public int Starts
    {
        get
        {
            lock (_running) return _starts;
        }
    }

    public static async Task<InstanceSampler> StartAsync(PrivateEngine engine, string instance)
    {
        var start = new ProcessStartInfo("docker") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["events", "--format", "{{json .}}", "--filter", "type=container", "--filter", $"label=botmaker.reconciler={instance}"])
            start.ArgumentList.Add(argument);
        start.Environment["DOCKER_HOST"] = engine.Host;
        var listeners = await ListenersAsync(engine);
        var sampler = new InstanceSampler(Process.Start(start)!);
        await Eventually.HoldsAsync("the sampler is subscribed", async () => await ListenersAsync(engine) > listeners ? null : "not yet");
        return sampler;
    }

    public void AssertNeverTwo()
    {
        lock (_running) _violations.Should().BeEmpty("a bot never has two running containers");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_events.HasExited) _events.Kill();
        await _events.WaitForExitAsync();
        _events.Dispose();
    }

    private static async Task<int> ListenersAsync(PrivateEngine engine) =>
        int.Parse(await engine.DockerAsync("info", "--format", "{{.NEventsListener}}"), System.Globalization.CultureInfo.InvariantCulture);

    private void Take(string? line)
    {
        if (string.IsNullOrEmpty(line)) return;
        using var document = JsonDocument.Parse(line);
        var actor = document.RootElement.GetProperty("Actor");
        var attributes = actor.GetProperty("Attributes");
        if (!attributes.TryGetProperty("botmaker.bot-id", out var bot) || attributes.TryGetProperty("botmaker.purpose", out _)) return;
        var id = actor.GetProperty("ID").GetString()!;
        lock (_running)
        {
            if (!_running.TryGetValue(bot.GetString()!, out var running)) _running[bot.GetString()!] = running = [];
            switch (document.RootElement.GetProperty("Action").GetString())
            {
                case "start":
                    _starts++;
                    running.Add(id);
                    if (running.Count > 1) _violations.Add($"{bot.GetString()}: {string.Join(" and ", running.Select(r => r[..12]))} at {document.RootElement.GetProperty("timeNano")}");
                    break;
                case "die" or "destroy":
                    running.Remove(id);
                    break;
            }
        }
    }
}
