using System.Diagnostics;
using System.Globalization;
using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.OpenClaw.Tests.Rendering;

/// <summary>Runs the probe's own command against a gateway of canned answers, with each of the tools that it can use.</summary>
public sealed class ProbeScriptTests
{
    private const string Started = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"ok\":true,\"status\":\"started\",\"uptimeMs\":5}";
    private const string Spaced = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"ok\": true, \"status\": \"started\"}\n";
    private const string WebPage = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<!doctype html><title>OpenClaw</title>";
    private const string NotYet = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n{\"ok\":false,\"status\":\"starting\"}";
    private const string NotYetBy200 = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"ok\":false,\"status\":\"starting\"}";
    private const string Unknown = "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\nNot Found";

    private string _tools = "";

    [SetUp]
    public void MakeToolDirectory() => _tools = Directory.CreateTempSubdirectory("botmaker-probe-").FullName;

    [TearDown]
    public void RemoveToolDirectory() => Directory.Delete(_tools, recursive: true);

    [TestCase(Started, true)]
    [TestCase(Spaced, true)]
    [TestCase(WebPage, false)]
    [TestCase(NotYet, false)]
    [TestCase(NotYetBy200, false)]
    public async Task WithNode_OnlyAStartedGatewayPasses(string answer, bool passes) => (await Probe("2026.9.6", answer, "node", "env")).Should().Be(passes);

    [TestCase(Started, true)]
    [TestCase(Spaced, true)]
    [TestCase(WebPage, false)]
    [TestCase(NotYet, false)]
    [TestCase(NotYetBy200, false)]
    public async Task WithoutNode_TheSameHoldsByWget(string answer, bool passes) => (await Probe("2026.9.6", answer, "timeout", "wget", "tr")).Should().Be(passes);

    [TestCase(Unknown, true)]
    [TestCase(NotYet, false)]
    public async Task BeforeTheEndpoints_AnyAnswerBelowAFaultPasses(string answer, bool passes) => (await Probe("2026.1.30", answer, "node", "env")).Should().Be(passes);

    [Test]
    public async Task GatewayThatDoesNotAnswer_FailsBeforeTheEnginesPatience()
    {
        var begun = Stopwatch.GetTimestamp();
        (await Probe("2026.9.6", null, "node", "env")).Should().BeFalse();
        Stopwatch.GetElapsedTime(begun).Should().BeLessThan(TimeSpan.FromSeconds(30));
    }

    // Only the named tools are on the probe's path, so that it takes the way under test.
    private async Task<bool> Probe(string release, string? answer, params string[] tools)
    {
        foreach (var tool in tools)
        {
            if (Find(tool) is not { } path) Assert.Ignore($"there is no {tool} here");
            else File.CreateSymbolicLink(Path.Combine(_tools, tool), path);
        }

        await using var gateway = new CannedGateway(answer);
        var spec = SampleSpecs.Bare with { Gateway = new() { Port = gateway.Port } };
        var command = OpenClawRenderer.Render(new(BotId.Parse("sample"), spec, OpenClawRelease.Parse(release))).Probes.Health;
        var start = new ProcessStartInfo("/bin/sh", command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = _tools;
        using var probe = Process.Start(start)!;
        var output = await probe.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await probe.WaitForExitAsync(CancellationToken.None);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{probe.ExitCode}: {output}"));
        return probe.ExitCode == 0;
    }

    private static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(directory => Path.Combine(directory, tool)).FirstOrDefault(File.Exists);
}
