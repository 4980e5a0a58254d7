using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using BotMaker.Reconciler.Benchmarks.Measuring;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>The built executable, run as the daemon, with its log in a file.</summary>
internal sealed class DaemonProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _logLock = new();

    private DaemonProcess(Process process, string logFile)
    {
        _process = process;
        LogFile = logFile;
        _log = new StreamWriter(logFile, append: true);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string LogFile { get; }

    public ProcessUsage Usage => ProcessUsage.Of(_process.Id);

    public static DaemonProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile)
    {
        var start = new ProcessStartInfo(Executable.Path) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{Executable.Path} could not be started");
        process.StandardInput.Close();
        return new DaemonProcess(process, logFile);
    }

    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public void ThrowIfEnded()
    {
        if (!_process.HasExited) return;
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the daemon ended with {_process.ExitCode}. {LogTail()}"));
    }

    /// <summary>For messages: why it may have failed.</summary>
    public string LogTail()
    {
        lock (_logLock) _log.Flush();
        return $"The end of its log:\n{string.Join('\n', File.ReadLines(LogFile).TakeLast(20))}";
    }

    /// <summary>SIGTERM and its end; SIGKILL where that takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, Terminate);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited) _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_logLock) _log.WriteLine(line.Data);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
