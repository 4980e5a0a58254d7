using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BotMaker.RealEngine.Tests.Harness;

/// <summary>
/// A Docker engine of the tests' own: its own socket, data directory, bridge and address pool, so that it can be stopped and killed
/// and touches nothing of an engine that already runs here.
/// </summary>
internal sealed class PrivateEngine(string name, int subnet) : IAsyncDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"botmaker-engine-{name}-{Environment.ProcessId}");
    private readonly string _bridge = $"bm{name}{Environment.ProcessId % 100000}";
    private Process? _process;

    public string Socket => Path.Combine(_root, "docker.sock");

    public string Host => $"unix://{Socket}";

    public async Task StartAsync()
    {
        Directory.CreateDirectory(Path.Combine(_root, "exec", "containerd"));
        await Shell.RunAsync("ip", ["link", "add", _bridge, "type", "bridge"]);
        await Shell.RunAsync("ip", ["addr", "add", $"10.{subnet}.0.1/24", "dev", _bridge]);
        await Shell.OutputOfAsync("ip", ["link", "set", _bridge, "up"]);
        await LaunchAsync();
        await Shell.OutputOfAsync(Path.Combine(Shell.Repository, "deploy/stub-image/build"), [], Environment_());
    }

    /// <summary>docker …, against this engine.</summary>
    public Task<string> DockerAsync(params string[] arguments) => Shell.OutputOfAsync("docker", arguments, Environment_());

    /// <summary>docker …, and a failure is an answer.</summary>
    public Task<ShellResult> TryDockerAsync(params string[] arguments) => Shell.RunAsync("docker", arguments, Environment_());

    /// <summary>SIGTERM, its end, and a new one on the same data.</summary>
    public async Task RestartAsync()
    {
        Signal(15);
        await WaitForEndAsync();
        await LaunchAsync();
    }

    /// <summary>SIGKILL: nothing is tidied up. The containers' shims live on.</summary>
    public async Task KillAsync()
    {
        Signal(9);
        await WaitForEndAsync();
    }

    public async Task LaunchAsync()
    {
        // A killed engine leaves its pid file, and the kernel may have given the number to somebody else.
        File.Delete(Path.Combine(_root, "docker.pid"));
        File.Delete(Path.Combine(_root, "exec", "containerd", "containerd.pid"));
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            ArgumentList =
            {
                "-c",
                $"exec dockerd -H {Host} --data-root {_root}/data --exec-root {_root}/exec --pidfile {_root}/docker.pid -b {_bridge} --iptables=false "
                + $"--default-address-pool base=10.{subnet + 1}.0.0/16,size=24 --shutdown-timeout 5 >>{_root}/log 2>&1",
            },
        };
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        await Eventually.HoldsAsync("the engine answers", async () =>
        {
            if (_process.HasExited) throw new InvalidOperationException($"dockerd ended with {_process.ExitCode}:\n{Tail()}");
            var result = await TryDockerAsync("version");
            return result.ExitCode == 0 ? null : Tail();
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            var ids = (await TryDockerAsync("ps", "-aq")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (ids.Length > 0) await TryDockerAsync(["rm", "-f", .. ids]);
            Signal(15);
            await WaitForEndAsync();
        }

        await Shell.RunAsync("ip", ["link", "delete", _bridge]);
        // What the engine mounted below goes with it; a leftover mount must not make us fail, nor be followed.
        await Shell.RunAsync("sh", ["-c", $"grep -o '{_root}[^ ]*' /proc/mounts | sort -r | xargs -r umount -l; rm -rf --one-file-system {_root}"]);
    }

    private Dictionary<string, string> Environment_() => new(StringComparer.Ordinal) { ["DOCKER_HOST"] = Host };

    private void Signal(int signal)
    {
        if (_process is { HasExited: false } process) _ = Kill(process.Id, signal);
    }

    private async Task WaitForEndAsync()
    {
        if (_process is null) return;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(deadline.Token);
        _process.Dispose();
        _process = null;
    }

    private string Tail()
    {
        var log = Path.Combine(_root, "log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(15)) : "no log yet";
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
