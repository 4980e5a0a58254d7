using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Errors;

namespace BotMaker.DockerEngine.Transport;

/// <summary>
/// Which version of the API we speak with this engine: the lower of ours and its own. Settled on the first call, by each ping, after the
/// engine was lost, and after it refused a version.
/// </summary>
internal sealed class ApiNegotiation(EngineHttp http, EngineEndpoint endpoint) : IDisposable
{
    /// <summary>Docker 20.10. Everything that the client sends exists since then.</summary>
    public static readonly Version Oldest = new(1, 41);

    /// <summary>The newest version whose changes the client knows.</summary>
    public static readonly Version Newest = new(1, 55);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile EnginePing? _agreed;

    public async ValueTask<EnginePing> GetAsync(CancellationToken cancellationToken) =>
        _agreed ?? await RenegotiateAsync(stale: null, cancellationToken);

    /// <summary>Asks again unless somebody else has done so since <paramref name="stale"/> was in force.</summary>
    public async Task<EnginePing> RenegotiateAsync(EnginePing? stale, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return _agreed is { } agreed && !ReferenceEquals(agreed, stale) ? agreed : await PingAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The version in force; null when it has to be asked for.</summary>
    public Version? Agreed => _agreed?.NegotiatedVersion;

    public void Forget() => _agreed = null;

    /// <summary>Without a version prefix: the engine checks that of the ping too.</summary>
    public async Task<EnginePing> PingAsync(CancellationToken cancellationToken)
    {
        var request = new EngineRequest(EngineOperation.Ping, http.Timeouts.Ping);
        var ping = await http.CallAsync(request, ReadAsync, cancellationToken, versioned: false);
        _agreed = ping;
        return ping;
    }

    public static DockerEngineException Mismatch(EngineOperation operation, string engine, Version theirs, DockerEngineException? refusal = null) => new(
        EngineErrorKind.VersionMismatch,
        operation.Words,
        $"No API version in common with the engine at {engine}: it offers up to {theirs}, this client speaks {Oldest} to {Newest}."
        + (refusal is null ? " Upgrade the engine to Docker 20.10 or later." : $" The engine says: {refusal.Message}"),
        refusal?.StatusCode,
        refusal);

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<EnginePing> ReadAsync(EngineReply reply)
    {
        await reply.DrainAsync();
        if (!Version.TryParse(reply.Header("Api-Version"), out var theirs))
        {
            throw new DockerEngineException(
                EngineErrorKind.Protocol,
                EngineOperation.Ping.Words,
                $"What answers at {endpoint} does not name an API version. Is it a Docker engine?",
                reply.Status);
        }

        if (theirs < Oldest)
            throw Mismatch(EngineOperation.Ping, endpoint.ToString(), theirs);
        var podman = reply.Header("Libpod-Api-Version") is not null || reply.Header("Server")?.StartsWith("Libpod/", StringComparison.OrdinalIgnoreCase) is true;
        return new EnginePing(theirs, theirs < Newest ? theirs : Newest, podman);
    }
}
