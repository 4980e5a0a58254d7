using BotMaker.Reconciler.Cli;
using BotMaker.Reconciler.Hosting.Logging;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Hosting.Systemd;
using BotMaker.Reconciler.Hosting.Telemetry;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>The application around the daemon: services, log, listeners. Nothing runs yet.</summary>
internal static class DaemonHost
{
    private static readonly TimeSpan OpenRequestsGet = TimeSpan.FromSeconds(3);

    public static WebApplication Build(LoadedSettings settings, Terminal terminal, DataDirectory data, Action<IServiceCollection> pipeline)
    {
        var options = settings.Options;
        // Empty: the host's own configuration files and variables would be a second, unchecked way to configure the daemon.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "botmaker" });
        DaemonServer.Configure(builder.WebHost, options);
        var redactor = new Redactor();
        AddLog(builder.Logging, options.Logging, terminal, redactor);
        if (options.OtlpEndpoint is { } receiver) OtlpPush.AddLogs(builder.Logging, receiver, redactor.Redact);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = OpenRequestsGet);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(settings).AddSingleton(options).AddSingleton(data).AddSingleton(redactor).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StartupFacts>().AddSingleton(SignsOfLifeOf).AddSingleton(_ => new ServiceNotifier(terminal.Variable, Environment.ProcessId));
        pipeline(builder.Services);

        var app = builder.Build();
        DaemonServer.Map(app);
        return app;
    }

    /// <summary>Where systemd connected our output to its journal, it says so in a variable.</summary>
    internal static LogFormat FormatOf(LoggingOptions options, Terminal terminal) =>
        options.Format ?? (string.IsNullOrEmpty(terminal.Variable("JOURNAL_STREAM")) ? LogFormat.Text : LogFormat.Journal);

    private static SignsOfLife SignsOfLifeOf(IServiceProvider provider)
    {
        var health = provider.GetRequiredService<HealthChecks>();
        return new(
            provider.GetRequiredService<ServiceNotifier>(), health.Alive, health.Ready, provider.GetRequiredService<StatusBoard>(), provider.GetRequiredService<TimeProvider>());
    }

    private static void AddLog(ILoggingBuilder logging, LoggingOptions options, Terminal terminal, Redactor redactor)
    {
        logging.ClearProviders();
        logging.AddProvider(new LineLoggerProvider(terminal.Error, FormatOf(options, terminal), redactor.Redact, TimeProvider.System));
        logging.SetMinimumLevel(options.Level);
        // The web server tells of every connection below that.
        if (options.Level < LogLevel.Warning) logging.AddFilter("Microsoft", LogLevel.Warning);
        // A start that fails is told by us, in one line.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
    }
}
