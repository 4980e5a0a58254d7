using BotMaker.Prometheus.Scraping;
using BotMaker.Prometheus.Writing;

namespace BotMaker.Prometheus.Tests;

[TestFixture]
public sealed class ContentNegotiationTests
{
    private const string PrometheusTwo = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    private const string PrometheusThree =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
    private const string PrometheusThreeTextFirst = "text/plain;version=0.0.4;q=0.6,application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.5,*/*;q=0.1";

    [TestCase(null, ExpectedResult = ExpositionFormat.Text)]
    [TestCase("", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("*/*", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("text/html,application/xhtml+xml,*/*;q=0.8", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("application/json", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("not a media type", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("text/plain", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("text/plain;version=0.0.4;escaping=underscores", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("application/openmetrics-text", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("APPLICATION/OpenMetrics-Text; Version=\"1.0.0\"; charset=utf-8", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("application/openmetrics-text;version=0.0.1", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("application/openmetrics-text;version=2.0.0,text/plain;q=0.1", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("application/openmetrics-text;q=0", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("application/openmetrics-text;q=0.4,text/plain;q=0.5", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("application/openmetrics-text;q=0.5,text/plain;q=0.4", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("application/openmetrics-text,text/plain", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("text/plain,application/openmetrics-text", ExpectedResult = ExpositionFormat.Text)]
    [TestCase("*/*,application/openmetrics-text", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("text/plain;q=0.1,*/*;q=0.9", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("text/plain;q=0,application/openmetrics-text;q=0.1", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("application/*", ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase("text/*,*/*", ExpectedResult = ExpositionFormat.Text)]
    [TestCase(PrometheusTwo, ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase(PrometheusThree, ExpectedResult = ExpositionFormat.OpenMetrics)]
    [TestCase(PrometheusThreeTextFirst, ExpectedResult = ExpositionFormat.Text)]
    public object AcceptHeader_ChoosesTheFormat(string? accept) => ContentNegotiation.Format(accept);

    [Test]
    public void AcceptHeaderInSeveralLines_IsReadAsOneList() =>
        ContentNegotiation.Format(new(["text/plain;q=0.2", "application/openmetrics-text;q=0.3"])).Should().Be(ExpositionFormat.OpenMetrics);

    [TestCase(null, ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    [TestCase("gzip", ExpectedResult = true)]
    [TestCase("GZIP", ExpectedResult = true)]
    [TestCase("br, gzip;q=0.5", ExpectedResult = true)]
    [TestCase("gzip;q=0", ExpectedResult = false)]
    [TestCase("*;q=0.5", ExpectedResult = true)]
    [TestCase("*;q=0", ExpectedResult = false)]
    [TestCase("gzip;q=0, *", ExpectedResult = false)]
    [TestCase("identity, gzip;q=0.5", ExpectedResult = false)]
    [TestCase("identity;q=0.5, gzip", ExpectedResult = true)]
    [TestCase("deflate", ExpectedResult = false)]
    [TestCase("gzip;q=abc", ExpectedResult = false)]
    public bool AcceptEncodingHeader_DecidesOnGzip(string? acceptEncoding) => ContentNegotiation.Gzip(acceptEncoding);
}
