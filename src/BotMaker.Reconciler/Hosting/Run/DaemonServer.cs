using BotMaker.Prometheus;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Reporting.Http;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>The two listeners. What each serves is decided by where a connection came in, so that no route can leak to the other.</summary>
internal static class DaemonServer
{
    /// <summary>Prepares the listeners; nothing is bound yet.</summary>
    public static void Configure(IWebHostBuilder host, DaemonOptions options)
    {
        host.UseKestrelCore();
        host.ConfigureServices(services => services
            .Configure<KestrelServerOptions>(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 64 * 1024;
                kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
                kestrel.Limits.MaxConcurrentConnections = 256;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
                kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
                kestrel.ListenUnixSocket(options.SocketPath, listen => Mark(listen, isApi: true));
                if (ListenAddress.Parse(options.Http.Listen) is { } address) kestrel.Listen(address, listen => Mark(listen, isApi: false));
            })
            .Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = endpoint =>
                endpoint is System.Net.Sockets.UnixDomainSocketEndPoint
                    ? ApiSocket.Bind(options.SocketPath, options.Http.SocketGroup)
                    : SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint)));
    }

    public static void Map(IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        var (api, page) = (services.GetRequiredService<ApiEndpoints>(), services.GetRequiredService<PageGuard>());
        var guards = services.GetRequiredService<HttpGuards>();
        guards.UseProblems(app);
        app.MapWhen(IsApi, socket =>
        {
            guards.UseAudit(socket);
            new RequestLimits().Use(socket);
            socket.UseWebSockets().UseRouting().UseEndpoints(routes =>
            {
                api.Map(routes);
                services.GetRequiredService<UiEndpoint>().Map(routes);
                StatusPage.Map(routes);
            });
        });
        HttpGuards.UseHostCheck(app);
        page.Use(app);
        new RequestLimits().Use(app);
        app.UseWebSockets().UseRouting().UseEndpoints(routes =>
        {
            routes.MapPrometheus();
            services.GetRequiredService<HealthEndpoints>().Map(routes);
            page.Map(routes);
            api.MapReadOnly(routes);
            StatusPage.Map(routes);
        });
    }

    /// <summary>The TCP listener as it is bound: with port 0 the system chose one. Null: there is none.</summary>
    public static string? TcpAddress(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => !address.Contains("unix:", StringComparison.Ordinal));

    private static bool IsApi(HttpContext context) => context.Features.Get<ApiPeer>() is not null;

    private static void Mark(ListenOptions listen, bool isApi)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (!isApi) return;
        listen.Use(next => connection =>
        {
            connection.Features.Set(ApiPeer.Of(connection.Features.Get<IConnectionSocketFeature>()?.Socket));
            return next(connection);
        });
    }
}
