using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>One private engine for all tests that do not stop it. Fixtures that do bring their own.</summary>
[SetUpFixture]
internal sealed class SharedEngine
{
    private static PrivateEngine? s_shared;

    public static PrivateEngine Instance => s_shared ?? throw new InvalidOperationException("The shared engine has not been started.");

    /// <summary>With CI=true a missing engine is a failure. Elsewhere it is a skip that says what to do.</summary>
    public static void Require()
    {
        var why = WhyNot();
        if (why is null) return;
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.Ordinal)) Assert.Fail(why);
        Assert.Ignore(why);
    }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Require();
        s_shared = new PrivateEngine("a", 240);
        await s_shared.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (s_shared is not null) await s_shared.DisposeAsync();
    }

    private static string? WhyNot()
    {
        if (!string.Equals(Environment.UserName, "root", StringComparison.Ordinal)) return "A private Docker engine needs root: run `sudo make test-real`.";
        if (Find("dockerd") is null) return "dockerd is not installed: Debian's package is docker.io.";
        return Find("ip") is null ? "ip is not installed: Debian's package is iproute2." : null;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Select(directory => Path.Combine(directory, program))
        .FirstOrDefault(File.Exists);
}
