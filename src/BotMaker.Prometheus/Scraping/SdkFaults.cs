using System.Diagnostics.Tracing;

namespace BotMaker.Prometheus.Scraping;

/// <summary>
/// Hears what the OpenTelemetry SDK swallows. When an observable instrument's callback throws, SDK 1.20 leaves its series out, says so
/// on its event source, and reports a successful collection; the same for a failure in its own snapshot, which becomes an empty batch.
/// </summary>
/// <remarks>
/// Events are delivered on the thread that writes them, and a collection is synchronous, so what arrives on the collecting thread
/// belongs to that collection; another reader's collection on another thread does not count.
/// With event sources switched off (<c>EventSourceSupport=false</c>, a default of trimmed publishing) nothing is heard.
/// </remarks>
internal sealed class SdkFaults : EventListener
{
    private const string SdkSource = "OpenTelemetry-Sdk";

    [ThreadStatic]
    private static List<string>? _heardByThisThread;

    // One for the process; it lives as long as the process does.
    private static readonly SdkFaults Listener = new();

    private SdkFaults()
    {
    }

    public static bool CanHear => !AppContext.TryGetSwitch("System.Diagnostics.Tracing.EventSource.IsSupported", out var supported) || supported;

    /// <summary>Runs <paramref name="collect"/> on this thread and gives back its answer and the faults that the SDK reported meanwhile.</summary>
    public static (bool Collected, IReadOnlyList<string> Faults) Observe(Func<bool> collect)
    {
        GC.KeepAlive(Listener);
        var before = _heardByThisThread;
        var faults = _heardByThisThread = [];
        try
        {
            return (collect(), faults);
        }
        finally
        {
            _heardByThisThread = before;
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (string.Equals(eventSource.Name, SdkSource, StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (_heardByThisThread is not { } faults)
            return;
        if (eventData.EventName is "ObservableInstrumentCallbackException" or "MetricReaderException")
            faults.Add($"{eventData.EventName}: {string.Join(' ', eventData.Payload ?? [])}");
    }
}
