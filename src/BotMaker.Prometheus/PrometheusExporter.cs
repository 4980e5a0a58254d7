using BotMaker.Prometheus.Scraping;
using BotMaker.Prometheus.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus;

/// <summary>
/// Turns what a meter provider collects into a page for Prometheus. Attach it with
/// <see cref="PrometheusMeterProviderBuilderExtensions.AddPrometheusExporter"/> and serve it with
/// <see cref="PrometheusEndpointRouteBuilderExtensions.MapPrometheus"/>.
/// </summary>
/// <remarks>
/// <para>
/// Collections happen when somebody scrapes and at no other time; sums are cumulative. The series of an observable instrument that are
/// no longer observed are gone from the next page. This holds for a meter provider whose only reader is this exporter: a second reader
/// (OTLP, say) calls the callbacks for both, and what it saw last is once more on our page. Give such a reader a provider of its own.
/// </para>
/// <para>
/// A provider hears only what is recorded after it was built. <see cref="PrometheusEndpointRouteBuilderExtensions.MapPrometheus"/> builds
/// the one in the application's services; counters that shall start at zero are to be touched after that. A histogram cannot be touched
/// without counting: its series that shall start at zero are told by <see cref="PrometheusExporterOptions.ExpectedHistograms"/>.
/// </para>
/// <para>
/// A collection has failed when the exporter is not attached to a living meter provider, when the callback of any observable instrument
/// throws, or when the SDK or this exporter fails while reading. The scrape is then answered with status 500 and the reason is logged.
/// Measurements that the SDK drops by its limits are not a failure:
/// </para>
/// <para>
/// The SDK keeps at most 2,000 series for each instrument and folds the rest into one series <c>otel_metric_overflow="true"</c>.
/// An instrument that needs more gets a view, for example
/// <c>builder.AddView("my_gauge", new MetricStreamConfiguration { CardinalityLimit = 20_000 })</c>. The memory for the limit is taken
/// at once (about 95 bytes a series on SDK 1.20), so the limit belongs to the instruments that need it and not to <c>*</c>.
/// At most 1,000 instruments are collected; <c>SetMaxMetricStreams</c> raises that.
/// </para>
/// </remarks>
[ExportModes(ExportModes.Pull)]
public sealed partial class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly ILogger _logger;
    private readonly PrometheusExporterOptions _options;
    private readonly PageWriter _writer;
    private readonly ScrapeCoordinator _scrapes;
    private Func<int, bool>? _collect;
    private int _attached;

    // The three below belong to the collection under way; the coordinator runs one at a time.
    private ExpositionFormat _formats;
    private List<MetricsPage>? _pages;
    private Exception? _writeFailure;

    public PrometheusExporter(ILogger<PrometheusExporter>? logger = null, PrometheusExporterOptions? options = null)
    {
        _logger = logger ?? NullLogger<PrometheusExporter>.Instance;
        _options = options ?? new PrometheusExporterOptions();
        var catalog = new FamilyCatalog(_logger);
        if (_options.TargetInfo)
            catalog.Reserve(Writing.TargetInfo.ReservedFamily);
        _writer = new PageWriter(catalog, new ZeroHistograms(catalog, _options.ExpectedHistograms));
        _scrapes = new ScrapeCoordinator(CollectPages);
        if (!SdkFaults.CanHear)
            LogFaultsNotHeard();
    }

    /// <summary>Set by the reader that owns the exporter, and taken back when the reader is disposed of.</summary>
    Func<int, bool>? IPullMetricExporter.Collect
    {
        get => _collect;
        set => _collect = value;
    }

    /// <summary>Called by the SDK during a collection; not meant to be called by others.</summary>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        try
        {
            List<Metric> streams = [];
            foreach (var stream in batch)
                streams.Add(stream);
            var targetInfo = _options.TargetInfo ? ParentProvider.GetResource().Attributes : null;
            List<MetricsPage> pages = [];
            foreach (var format in (ReadOnlySpan<ExpositionFormat>)[ExpositionFormat.Text, ExpositionFormat.OpenMetrics])
                if (_formats.HasFlag(format))
                    pages.Add(_writer.Write(streams, format, targetInfo));
            _pages = pages;
            return ExportResult.Success;
        }
        catch (Exception e)
        {
            _writeFailure = e;
            return ExportResult.Failure;
        }
    }

    /// <exception cref="MetricCollectionException">The collection failed.</exception>
    internal Task<MetricsPage> ScrapeAsync(ExpositionFormat format, CancellationToken cancellation) => _scrapes.ScrapeAsync(format, cancellation);

    internal MetricReader CreateReader() => Interlocked.Exchange(ref _attached, 1) == 0
        ? new BaseExportingMetricReader(this) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative }
        : throw new InvalidOperationException("This PrometheusExporter is attached to a meter provider already. Make one exporter for each provider.");

    private List<MetricsPage> CollectPages(ExpositionFormat formats)
    {
        _formats = formats;
        _pages = null;
        _writeFailure = null;
        try
        {
            if (_collect is not { } collect)
                throw new MetricCollectionException("No living meter provider has this exporter: call AddPrometheusExporter, and build the provider before the first scrape.");
            var (collected, faults) = SdkFaults.Observe(() => collect(Timeout.Infinite));
            if (!collected && _pages is null && _writeFailure is null && faults.Count == 0)
                // A flush of the provider that ran just now never pulls, and the SDK may have folded this collection into it.
                (collected, faults) = SdkFaults.Observe(() => collect(Timeout.Infinite));

            if (faults.Count > 0)
                throw new MetricCollectionException(string.Join(Environment.NewLine, faults), _writeFailure);
            if (!collected || _pages is null)
                throw new MetricCollectionException("The page could not be written, or the meter provider is shutting down.", _writeFailure);
            return _pages;
        }
        catch (MetricCollectionException e)
        {
            LogCollectionFailed(e, e.Message);
            throw;
        }
        finally
        {
            _pages = null;
        }
    }
}
