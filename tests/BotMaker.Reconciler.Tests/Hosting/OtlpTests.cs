using System.Collections.Concurrent;
using System.Text;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Tests.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace BotMaker.Reconciler.Tests.Hosting;

/// <summary>What is pushed by OTLP, as a receiver gets it.</summary>
[TestFixture, CancelAfter(120_000)]
public sealed class OtlpTests
{
    [Test]
    public async Task TracesLogsAndMetrics_ReachTheReceiver(CancellationToken cancellationToken)
    {
        ConcurrentQueue<(string Path, string Body)> received = new();
        await using var receiver = await ReceiverAsync(received, cancellationToken);
        var address = receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var world = new World();
        world.WriteBot("ada");
        await File.WriteAllTextAsync(world["c.yaml"], $"Otlp: {{ Endpoint: \"{address}\" }}\n", cancellationToken);

        await using (var daemon = await RunningDaemon.StartAsync(world, 1, cancellationToken, "--config", world["c.yaml"]))
            (await daemon.StopAsync()).Should().Be(ExitCode.Ok, daemon.Log);

        var traces = All("/v1/traces");
        // Names are plain text in the protocol.
        traces.Should().Contain("reconcile").And.Contain("bot.id").And.Contain("ada").And.Contain("CreateContainer").And.Contain("container_create").And.Contain("ManifestAdded");
        All("/v1/logs").Should().Contain("StartContainer: ManifestAdded");
        All("/v1/metrics").Should().Contain("botmaker_reconcile");
        received.Select(request => request.Path).Distinct(StringComparer.Ordinal).Should().BeSubsetOf(["/v1/traces", "/v1/logs", "/v1/metrics"]);

        string All(string path) => string.Concat(received.Where(request => string.Equals(request.Path, path, StringComparison.Ordinal)).Select(request => request.Body));
    }

    private static async Task<WebApplication> ReceiverAsync(ConcurrentQueue<(string Path, string Body)> received, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });
        await app.StartAsync(cancellationToken);
        return app;
    }
}
