using System.Net.Sockets;
using BotMaker.DockerEngine;
using BotMaker.Reconciler.Cli;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Hosting.Stages;
using BotMaker.Reconciler.Hosting.Systemd;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Reconciler.Storage;
using Microsoft.AspNetCore.Hosting.Server;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>
/// One run of the daemon, from the lock to the exit code. The loops are awaited here and not left to the host, which would end with 0 when
/// one of them crashes.
/// </summary>
/// <param name="settings">What is in force.</param>
/// <param name="terminal">The log goes to its error stream.</param>
/// <param name="pipeline">Adds the stages.</param>
/// <param name="once">Null: until a signal. Else converge, and give up after this time.</param>
internal sealed partial class DaemonRun(LoadedSettings settings, Terminal terminal, Action<IServiceCollection> pipeline, TimeSpan? once)
{
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var data = DataDirectory.Open(settings.Options.Data);
            using var held = DirectoryLock.Take(data);
            await using var app = DaemonHost.Build(settings, terminal, data, pipeline);
            return await RunAsync(app, cancellationToken);
        }
        catch (DirectoryLockedException locked)
        {
            return await EndAsync(locked.Message, ExitCode.Locked);
        }
        catch (Exception wrong) when (wrong is DataDirectoryException or ConfigurationException or HostCheckException)
        {
            return await EndAsync(wrong.Message, ExitCode.Configuration);
        }
    }

    private async Task<int> RunAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var services = app.Services;
        using var signals = new ProcessSignals(() => _ = RescanAsync(services));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Stop, cancellationToken);
        services.StartTelemetry();
        await ListenAsync(app, cancellationToken);
        services.GetRequiredService<StartupFacts>().Tell(
            services.GetRequiredService<InstanceId>(), services.GetRequiredService<IContainerEngine>(), DaemonServer.TcpAddress(services.GetRequiredService<IServer>()));
        await using var stopping = stop.Token.UnsafeRegister(_ => services.GetRequiredService<ServiceNotifier>().Stopping(), null);
        try
        {
            return await SuperviseAsync(services, stop, signals.Hurry);
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private async Task<int> SuperviseAsync(IServiceProvider services, CancellationTokenSource stop, CancellationToken hurry)
    {
        var daemon = services.GetRequiredService<DaemonGraph>().Daemon;
        var logger = services.GetRequiredService<ILogger<DaemonRun>>();
        var life = services.GetRequiredService<SignsOfLife>().RunAsync(daemon.Ready, stop.Token);
        var trimming = MemoryTrim.OfProcess(services.GetRequiredService<TimeProvider>()).RunAsync(stop.Token);
        try
        {
            var code = await LoopAsync(daemon, services, stop.Token).WaitAsync(hurry);
            LogEnded(logger, code);
            return code;
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
            LogHurried(logger);
            return ExitCode.No;
        }
        catch (Exception crash) when (crash is not HostCheckException)
        {
            LogCrashed(logger, crash);
            return ExitCode.Crashed;
        }
        finally
        {
            await stop.CancelAsync();
            await life.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await trimming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (SocketUnavailableException unavailable)
        {
            throw new ConfigurationException(unavailable.Message);
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            throw new ConfigurationException($"Http:Listen is '{settings.Options.Http.Listen}', which cannot be bound: {refused.Message} Name another address with --listen, or turn it off with --listen off.");
        }
    }

    private async Task<int> LoopAsync(Control.ReconcilerDaemon daemon, IServiceProvider services, CancellationToken stop)
    {
        if (once is not { } patience)
        {
            await daemon.RunAsync(stop);
            return ExitCode.Ok;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        try
        {
            await daemon.RunOnceAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // What there is is printed below.
        }

        var report = new OnceReport(
            terminal, services.GetRequiredService<StatusBoard>(), services.GetRequiredService<BotDocuments>(), services.GetRequiredService<IBotSource>());
        var code = report.Print();
        return limit.IsCancellationRequested ? ExitCode.No : code;
    }

    private static async Task RescanAsync(IServiceProvider services)
    {
        var notifier = services.GetRequiredService<ServiceNotifier>();
        var logger = services.GetRequiredService<ILogger<DaemonRun>>();
        try
        {
            LogRescan(logger);
            notifier.Reloading();
            await services.GetRequiredService<IBotSource>().ScanAsync(CancellationToken.None);
            var daemon = services.GetRequiredService<DaemonGraph>().Daemon;
            daemon.RequestResync();
            daemon.RereadSecrets();
        }
        catch (Exception failure)
        {
            LogRescanFailed(logger, failure);
        }
        finally
        {
            notifier.Ready();
        }
    }

    private async Task<int> EndAsync(string message, int code)
    {
        await terminal.Error.WriteLineAsync($"botmaker: {message}");
        return code;
    }

    [LoggerMessage(8101, LogLevel.Information, "Ended with {Code}; bots are left as they are")]
    private static partial void LogEnded(ILogger logger, int code);

    [LoggerMessage(8102, LogLevel.Warning, "Ended at the second signal, without waiting for running actions")]
    private static partial void LogHurried(ILogger logger);

    [LoggerMessage(8103, LogLevel.Critical, "A loop of the daemon crashed; the process ends so that whoever supervises it starts it again")]
    private static partial void LogCrashed(ILogger logger, Exception crash);

    [LoggerMessage(8104, LogLevel.Information, "SIGHUP: scanning the manifests, reading the secrets and looking at every bot")]
    private static partial void LogRescan(ILogger logger);

    [LoggerMessage(8105, LogLevel.Error, "The scan that SIGHUP asked for failed")]
    private static partial void LogRescanFailed(ILogger logger, Exception failure);
}
