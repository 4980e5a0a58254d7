using BotMaker.Prometheus.Writing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BotMaker.Prometheus.Scraping;

/// <summary>Chooses the page's format and encoding from the request's headers (RFC 9110, 12.5).</summary>
/// <remarks>
/// A header that cannot be read, or that accepts neither format, gets the text format: scrapers and people with a browser are better served
/// by a page than by 406. Parameters that do not name the format (<c>escaping</c>, <c>charset</c>) are ignored; our names need no escaping.
/// </remarks>
internal static class ContentNegotiation
{
    public static ExpositionFormat Format(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return ExpositionFormat.Text;
        var openMetrics = BestFor(ranges, "application", "openmetrics-text", "1.0.0");
        var text = BestFor(ranges, "text", "plain", "0.0.4");
        // At equal quality the range that speaks of the format itself wins over a wildcard, then the one that is named first.
        return openMetrics.CompareTo(text) > 0 ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
    }

    public static bool Gzip(StringValues acceptEncoding)
    {
        if (!StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var codings))
            return false;
        double? gzip = null, identity = null, any = null;
        foreach (var coding in codings)
        {
            if (coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) || coding.Value.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
                gzip = coding.Quality ?? 1;
            else if (coding.Value.Equals("identity", StringComparison.OrdinalIgnoreCase))
                identity = coding.Quality ?? 1;
            else if (coding.Value.Equals("*", StringComparison.Ordinal))
                any = coding.Quality ?? 1;
        }
        var wanted = gzip ?? any ?? 0;
        return wanted > 0 && wanted >= (identity ?? 0);
    }

    /// <summary>The quality that the most specific matching range gives to a format, and how well that range matches.</summary>
    private static (double Quality, int Specificity, int Earliness) BestFor(
        IList<MediaTypeHeaderValue> ranges, string type, string subtype, string version)
    {
        (double Quality, int Specificity, int Earliness) best = (0, 0, 0);
        for (var i = 0; i < ranges.Count; i++)
        {
            var specificity = Specificity(ranges[i], type, subtype, version);
            if (specificity > best.Specificity)
                best = (ranges[i].Quality ?? 1, specificity, -i);
        }
        return best.Quality > 0 ? best with { Specificity = Math.Min(best.Specificity, 3) } : (0, 0, 0);
    }

    /// <returns>0: no match; 1: any type; 2: any subtype; 3: the type; 4: the type and its version.</returns>
    private static int Specificity(MediaTypeHeaderValue range, string type, string subtype, string version)
    {
        if (range.MatchesAllTypes)
            return 1;
        if (!range.Type.Equals(type, StringComparison.OrdinalIgnoreCase))
            return 0;
        if (range.MatchesAllSubTypes)
            return 2;
        if (!range.SubType.Equals(subtype, StringComparison.OrdinalIgnoreCase))
            return 0;
        foreach (var parameter in range.Parameters)
            if (parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase))
                return HeaderUtilities.RemoveQuotes(parameter.Value).Equals(version, StringComparison.Ordinal) ? 4 : 0;
        return 3;
    }
}
