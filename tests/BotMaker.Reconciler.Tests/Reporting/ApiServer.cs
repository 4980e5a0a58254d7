using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BotMaker.Prometheus;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Hosting.Run;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Tests.Logs;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BotMaker.Reconciler.Tests.Reporting;

/// <summary>The daemon's two listeners, for real, over a board and answers of a test.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly WebApplication _app;

    private ApiServer()
    {
        Options = new DaemonOptions { Http = new HttpOptions { Socket = _directory["s.sock"], Listen = "127.0.0.1:0" } };
        Data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
        Holds = new HoldStore(Data, TimeProvider.System, new CapturingLogger<HoldStore>());
        Records = new BotRecordStore(Data, TimeProvider.System, new CapturingLogger<BotRecordStore>());
        Trash = new TrashStore(Data, TimeProvider.System);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        DaemonServer.Configure(builder.WebHost, Options);
        builder.Logging.AddProvider(Logs);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.AddSingleton<HttpGuards>();
        builder.Services.AddSingleton(Sessions).AddSingleton(new PageGuard(Sessions, () => BearerToken));
        builder.Services.AddSingleton(provider => new UiEndpoint(Sessions, () => DaemonServer.TcpAddress(provider.GetRequiredService<IServer>())));
        builder.Services.AddSingleton(new HealthEndpoints(() => new HealthReport(NotAlive), () => new HealthReport(NotReady)));
        builder.Services.AddSingleton<PrometheusExporter>();
        builder.Services.AddSingleton(provider => Sdk.CreateMeterProviderBuilder().AddPrometheusExporter(provider.GetRequiredService<PrometheusExporter>()).Build());
        builder.Services.AddSingleton(provider => new ApiEndpoints(Sources(provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping), TimeProvider.System, provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        _app = builder.Build();
        DaemonServer.Map(_app);
        Socket = new HttpClient(SocketHandler(Options.SocketPath))
        { BaseAddress = new Uri("http://anything/") };
    }

    public DaemonOptions Options { get; }

    public StatusBoard Board { get; } = new();

    public EventLog Happened { get; } = new(TimeProvider.System);

    /// <summary>Every route of the API with its methods.</summary>
    public IEnumerable<(string Pattern, IReadOnlyList<string> Methods)> Routes
    {
        get
        {
            var routes = new RouteCapture(_app.Services);
            _app.Services.GetRequiredService<ApiEndpoints>().Map(routes);
            return routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Select(endpoint => (endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods));
        }
    }

    /// <summary>What bot <c>a</c> says.</summary>
    public BotOutput Output { get; } = new();

    public CapturingLoggerProvider Logs { get; } = new();

    public List<string> NotAlive { get; } = [];

    public List<string> NotReady { get; } = [];

    public List<BotPlan> Plans { get; } = [];

    public DataDirectory Data { get; }

    public HoldStore Holds { get; }

    public PageSessions Sessions { get; } = new(TimeProvider.System);

    /// <summary>What Http:TokenFile holds.</summary>
    public string? BearerToken { get; set; }

    public BotRecordStore Records { get; }

    public TrashStore Trash { get; }

    public PruneDocument Prune { get; set; } = new(Cause: null, Token: null, []);

    /// <summary>Bots that somebody asked to be planned anew.</summary>
    public ConcurrentBag<BotId> Looked { get; } = [];

    public Func<ReconcileDocument> Reconcile { get; set; } = static () => new(0, [], SourceAvailable: true, Message: null);

    public HttpClient Socket { get; }

    public HttpClient Tcp { get; private set; } = null!;

    public BotDocuments Documents { get; } = new(
        static spec => new JsonObject { ["image"] = new JsonObject { ["reference"] = spec.Image.Reference } },
        static text => text.Replace("hunter2hunter2", "(redacted)", StringComparison.Ordinal));

    public static async Task<ApiServer> StartAsync()
    {
        var server = new ApiServer();
        await server._app.StartAsync();
        server.Tcp = new HttpClient { BaseAddress = new Uri(DaemonServer.TcpAddress(server._app.Services.GetRequiredService<IServer>())!) };
        return server;
    }

    /// <summary>Connects to a socket file, whatever the address says.</summary>
    public static SocketsHttpHandler SocketHandler(string path) => new()
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    public async Task StopAsync() => await _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Socket.Dispose();
        Tcp.Dispose();
        await _app.DisposeAsync();
        await Output.DisposeAsync();
        _directory.Dispose();
    }

    private DateTimeOffset Noted(BotId id)
    {
        Looked.Add(id);
        return Sample.Noon;
    }

    private sealed class RouteCapture(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }

    private ApiSources Sources(CancellationToken stopping) => new()
    {
        Events = new EventEndpoints(Happened, Board, static text => text, TimeProvider.System, stopping),
        Logs = new LogEndpoints(Output.Hub, Board, TimeProvider.System, stopping),
        Commands = new CommandEndpoints(
            Board,
            Holds,
            new BotCommands
            {
                Restart = Noted,
                Reconcile = Noted,
                Explain = static entry => new ExplainDocument(entry.Status.Id.Value, entry.Status.Phase.ToString(), null, [], null, null, [], [], null),
            },
            new CapturingLogger<CommandEndpoints>()),
        Holds = new HoldEndpoints(Holds, Board, Looked.Add, Looked.Add, () => null, () => Prune.Cause, TimeProvider.System, new CapturingLogger<HoldEndpoints>()),
        Token = new TokenEndpoint(Board, static _ => null, new CapturingLogger<TokenEndpoint>()),
        Removals = new RemovalEndpoints(
            new RemovalCommands
            {
                List = () => Prune,
                ConfirmAsync = (token, _) => Task.FromResult<IReadOnlyCollection<BotId>?>(string.Equals(token, Prune.Token, StringComparison.Ordinal) ? [.. Prune.Candidates.Select(bot => BotId.Parse(bot.Name))] : null),
                HasManifest = id => Board.Find(id) is not null,
                LastManifest = static _ => new JsonObject { ["kind"] = "Bot" },
                Retention = TimeSpan.FromHours(1),
                Look = Looked.Add,
            },
            Records,
            Trash,
            new CapturingLogger<RemovalEndpoints>()),
        Board = Board,
        Documents = Documents,
        Version = new VersionDocument("1.2.3", "blue", "memory://"),
        Revisions = static id => [new RevisionEntry { Hash = "v1-0", Attempt = 1, Class = ChangeClass.Recreate, StartedAt = Sample.Noon, Outcome = RevisionOutcome.Succeeded, ImageDigest = "bot:1", Reason = $"{id} hunter2hunter2" }],
        PlanAsync = _ => Task.FromResult(Documents.Of(Plans)),
        ReconcileAsync = _ => Task.FromResult(Reconcile()),
    };
}
