using System.Diagnostics.CodeAnalysis;

namespace BotMaker.Prometheus.Scraping;

/// <summary>
/// A collection that failed: no meter provider, an observable instrument's callback threw, or the SDK or the writer failed.
/// The page would be incomplete, and a gap that looks like a success is worse than a failed scrape.
/// </summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves the assembly: the endpoint turns it into a status.")]
internal sealed class MetricCollectionException(string message, Exception? inner = null) : Exception(message, inner);
