using BotMaker.DockerEngine;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>What the daemon works with, said once at the start and in one place.</summary>
internal sealed partial class StartupFacts(LoadedSettings settings, ILogger<StartupFacts> logger)
{
    public void Tell(InstanceId instance, IContainerEngine engine, string? tcpAddress)
    {
        var options = settings.Options;
        Begins(ProductVersion.Text, Environment.ProcessId, instance.Value, engine.Endpoint);
        Places(options.Manifests.Directory, options.Data.Directory, options.Data.RuntimeDirectory, options.Data.SecretsDirectory);
        Listens(options.SocketPath, tcpAddress ?? "off");
        if (engine.Endpoint.StartsWith("memory:", StringComparison.Ordinal)) InMemory();
        foreach (var (key, source) in settings.SetButReserved) Reserved(key, source);
    }

    [LoggerMessage(8001, LogLevel.Information, "botmaker {Version}, process {ProcessId}, instance {Instance}, engine {Engine}")]
    private partial void Begins(string version, int processId, string instance, string engine);

    [LoggerMessage(8002, LogLevel.Information, "Manifests {Manifests}, data {Data}, runtime {Runtime}, secrets {Secrets}")]
    private partial void Places(string manifests, string data, string runtime, string secrets);

    [LoggerMessage(8003, LogLevel.Information, "API on {Socket}, metrics and health on {Address}")]
    private partial void Listens(string socket, string address);

    [LoggerMessage(8004, LogLevel.Warning, "The engine is in memory: nothing of these bots is real, and they are gone when the daemon ends")]
    private partial void InMemory();

    [LoggerMessage(8006, LogLevel.Warning, "{Key} is set ({Source}), but nothing in this version acts on it")]
    private partial void Reserved(string key, string source);
}
