using System.Diagnostics;
using BotMaker.Reconciler.Tests.Architecture;

namespace BotMaker.Reconciler.Tests.Deployment;

/// <summary>A program of the host that reads what we deliver: systemd's, Prometheus'.</summary>
internal static class HostTool
{
    private static readonly string[] MoreDirectories = ["/usr/sbin", "/usr/bin"];

    /// <summary>Its path. Where it is missing the test is skipped, and fails under CI, which installs it.</summary>
    public static string Find(string name, string package)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(MoreDirectories)
            .Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);
        if (found is not null) return found;
        var missing = $"{name} is not on the PATH: install the Debian package \"{package}\".";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)) Assert.Fail(missing);
        Assert.Ignore(missing);
        return "";
    }

    /// <param name="program">Its path.</param>
    /// <param name="arguments">Paths are taken from the root of the repository.</param>
    /// <param name="environment">Added to ours.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(await output));
    }

    public static string ReadDelivered(string path) => File.ReadAllText(Path.Combine(Repository.Root, "deploy", path));
}
