using OpenTelemetry.Trace;

namespace BotMaker.Reconciler.Hosting.Telemetry;

/// <summary>Pushes traces as long as it lives; sends what is left when it is disposed of. Without a receiver it does nothing.</summary>
internal sealed class PushedTraces(Uri? endpoint, Func<string, string> redact) : IDisposable
{
    private readonly TracerProvider? _provider = endpoint is null ? null : OtlpPush.Traces(endpoint, redact);

    public void Dispose() => _provider?.Dispose();
}
