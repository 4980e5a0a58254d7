using System.Diagnostics;
using OpenTelemetry;

namespace BotMaker.Reconciler.Hosting.Telemetry;

/// <summary>A failure's message may hold what the engine or a bot said.</summary>
internal sealed class RedactedSpans(Func<string, string> redact) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.StatusDescription is { } text) data.SetStatus(data.Status, redact(text));
    }
}
