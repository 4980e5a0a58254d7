using Microsoft.Extensions.Logging;

namespace BotMaker.Prometheus;

public sealed partial class PrometheusExporter
{
    [LoggerMessage(9001, LogLevel.Error, "The collection of metrics failed; the scrape is answered with status 500. {Reason}")]
    private partial void LogCollectionFailed(Exception exception, string reason);

    [LoggerMessage(9002, LogLevel.Warning,
        "Event sources are switched off (EventSourceSupport), so a metric callback that throws cannot be noticed: its series will be missing without a failed scrape.")]
    private partial void LogFaultsNotHeard();
}
