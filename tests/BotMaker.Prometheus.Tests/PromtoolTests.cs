using System.Diagnostics;

namespace BotMaker.Prometheus.Tests;

/// <summary>The page as Prometheus' own linter reads it.</summary>
[TestFixture]
public sealed class PromtoolTests
{
    [Test]
    public async Task PromtoolChecksThePage_NothingToSay()
    {
        await using var server = await ScrapeServer.StartAsync();
        SampleInstruments.Record(server.Meter);

        var (exitCode, output) = await CheckMetricsAsync(await server.ScrapeAsync());

        output.Should().BeEmpty();
        exitCode.Should().Be(0);
    }

    [Test]
    public async Task PromtoolChecksABrokenPage_Complains()
    {
        // Guards the test above against a promtool that says yes to everything.
        var (exitCode, output) = await CheckMetricsAsync("# TYPE a counter\na{b=\"c} 1\n");

        exitCode.Should().NotBe(0);
        output.Should().NotBeEmpty();
    }

    private static async Task<(int ExitCode, string Output)> CheckMetricsAsync(string page)
    {
        var promtool = Find();
        using var process = Process.Start(new ProcessStartInfo(promtool, ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(page);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(await output));
    }

    private static string Find()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(directory => Path.Combine(directory, "promtool")).FirstOrDefault(File.Exists);
        if (found is not null)
            return found;
        const string Missing = "promtool is not on the PATH: install Prometheus (Debian package \"prometheus\").";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail(Missing);
        Assert.Ignore(Missing);
        return "";
    }
}
