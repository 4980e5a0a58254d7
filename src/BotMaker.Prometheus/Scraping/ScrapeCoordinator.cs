using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using BotMaker.Prometheus.Writing;

namespace BotMaker.Prometheus.Scraping;

/// <summary>
/// Lets concurrent scrapes share collections. One collection runs at a time; a scrape takes a collection's page only when that collection
/// began after the scrape arrived, so it never sees values older than its own request. However many scrapes arrive at once, they cost at
/// most two collections.
/// </summary>
/// <param name="collect">Collects once and writes the page in every format asked for; throws when the collection failed.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "A semaphore without a wait handle holds nothing, and disposing it would fail the scrapes that still wait.")]
internal sealed class ScrapeCoordinator(Func<ExpositionFormat, IReadOnlyList<MetricsPage>> collect)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _begun;
    private int _wanted;
    private int _waiting;
    private Collection? _last;

    public async Task<MetricsPage> ScrapeAsync(ExpositionFormat format, CancellationToken cancellation)
    {
        Interlocked.Or(ref _wanted, (int)format);
        Interlocked.Increment(ref _waiting);
        var begunBefore = Volatile.Read(ref _begun);
        try
        {
            await _turn.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }

        try
        {
            if (_last is not { } last || last.Number <= begunBefore || !last.Covers(format))
                _last = last = Collect(format);
            return last.Page(format);
        }
        finally
        {
            // The page is some megabytes: it is kept only while somebody may still want it.
            if (Interlocked.Decrement(ref _waiting) == 0)
                _last = null;
            _turn.Release();
        }
    }

    private Collection Collect(ExpositionFormat format)
    {
        var number = Interlocked.Increment(ref _begun);
        // Those who wait for another format are served by the same collection. A scrape whose wish is lost here by a race collects for itself.
        var formats = (ExpositionFormat)Interlocked.Exchange(ref _wanted, 0) | format;
        try
        {
            return new Collection(number, collect(formats), Failure: null);
        }
        catch (Exception e)
        {
            return new Collection(number, [], ExceptionDispatchInfo.Capture(e));
        }
    }

    private sealed record Collection(long Number, IReadOnlyList<MetricsPage> Pages, ExceptionDispatchInfo? Failure)
    {
        public bool Covers(ExpositionFormat format) => Failure is not null || Pages.Any(p => p.Format == format);

        public MetricsPage Page(ExpositionFormat format)
        {
            Failure?.Throw();
            return Pages.First(p => p.Format == format);
        }
    }
}
