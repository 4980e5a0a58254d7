using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary>The built executable as a process of its own: signals, exit codes, and what systemd hears.</summary>
[TestFixture, CancelAfter(120_000)]
public sealed class ExecutableTests
{
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private World _world = null!;
    private Socket _systemd = null!;

    [SetUp]
    public void Make()
    {
        _world = new World();
        _systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        _systemd.Bind(new UnixDomainSocketEndPoint(_world["notify"]));
    }

    [TearDown]
    public void Remove()
    {
        _systemd.Dispose();
        _world.Dispose();
    }

    [TestCase(Terminate)]
    [TestCase(Interrupt)]
    public async Task Signal_EndsItWithZeroAndRemovesTheSocket(int signal, CancellationToken cancellationToken)
    {
        _world.WriteBot("alpha");
        using var daemon = Start(("WATCHDOG_USEC", "2000000"));
        var error = daemon.StandardError.ReadToEndAsync(cancellationToken);
        Hear("READY=1");
        Hear("STATUS=");
        Hear("WATCHDOG=1");
        File.Exists(_world.Socket).Should().BeTrue();

        Kill(daemon.Id, signal).Should().Be(0);
        Hear("STOPPING=1");
        await daemon.WaitForExitAsync(cancellationToken);
        daemon.ExitCode.Should().Be(0, await error);
        (await error).Should().NotContain(" warn  Observation", "an end that was asked for is no loss");
        File.Exists(_world.Socket).Should().BeFalse();
    }

    [Test]
    public async Task Hangup_ScansAgain(CancellationToken cancellationToken)
    {
        using var daemon = Start();
        var error = daemon.StandardError.ReadToEndAsync(cancellationToken);
        Hear("READY=1");
        Kill(daemon.Id, Hangup).Should().Be(0);
        Hear("RELOADING=1\nMONOTONIC_USEC=");
        Hear("READY=1");
        Kill(daemon.Id, Terminate).Should().Be(0);
        await daemon.WaitForExitAsync(cancellationToken);
        (daemon.ExitCode, (await error).Contains("SIGHUP", StringComparison.Ordinal)).Should().Be((0, true));
    }

    [Test]
    public async Task UnderSystemd_LinesBeginWithAPriority(CancellationToken cancellationToken)
    {
        using var daemon = Start(("JOURNAL_STREAM", "8:1234"));
        var error = daemon.StandardError.ReadToEndAsync(cancellationToken);
        Hear("READY=1");
        Kill(daemon.Id, Terminate).Should().Be(0);
        await daemon.WaitForExitAsync(cancellationToken);
        (await error).Trim().Split('\n').Should().OnlyContain(line => line.Length > 3 && line[0] == '<' && line[2] == '>');
    }

    [Test]
    public async Task BadConfiguration_EndsTheProcessWith78(CancellationToken cancellationToken)
    {
        using var daemon = Start(("BOTMAKER__Control__Workers", "none"));
        var error = await daemon.StandardError.ReadToEndAsync(cancellationToken);
        await daemon.WaitForExitAsync(cancellationToken);
        (daemon.ExitCode, error.Contains("Control:Workers", StringComparison.Ordinal)).Should().Be((78, true));
    }

    private Process Start(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "botmaker")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in _world.RunArguments) start.ArgumentList.Add(argument);
        start.Environment["NOTIFY_SOCKET"] = _world["notify"];
        start.Environment.Remove("JOURNAL_STREAM");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Reads until systemd hears a message that begins so; others may come between.</summary>
    private void Hear(string beginning)
    {
        var buffer = new byte[4096];
        while (!Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer)).StartsWith(beginning, StringComparison.Ordinal))
        {
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
