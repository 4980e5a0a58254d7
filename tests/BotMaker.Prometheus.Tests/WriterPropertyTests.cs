using System.Buffers;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using BotMaker.Prometheus.Writing;
using FsCheck;
using FsCheck.Fluent;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus.Tests;

[TestFixture]
public sealed class WriterPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    // Backslash, quote, both line ends, NUL, two and three bytes, a surrogate pair in halves (so unpaired ones happen too).
    private static readonly Gen<string> Texts =
        Gen.Elements('a', 'Z', '0', ' ', '\\', '"', '\n', '\r', '\0', 'ß', '€', '\ud83e', '\udd16').ListOf().Select(c => new string([.. c]));

    private static readonly Gen<double> Numbers = Gen.OneOf(
        ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble),
        ArbMap.Default.GeneratorFor<int>().Select(i => i / 1000.0),
        ArbMap.Default.GeneratorFor<long>().Select(i => (double)i),
        Gen.Elements(0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, double.MinValue,
            0.1, 1e15, -1e15, 999_999_999_999_999, 1e16, 1e-5, 123456789012345680));

    [Test]
    public void AnyText_IsEscapedAsALabelValueAndAsHelp() => Check.One(Thorough, Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        Written(text, (value, target) => EscapedText.WriteLabelValue(value, target)).Should().Equal(NaiveWriter.Bytes(NaiveWriter.LabelValue(text)));
        Written(text, (value, target) => EscapedText.WriteHelp(value, target, ExpositionFormat.Text)).Should().Equal(NaiveWriter.Bytes(NaiveWriter.Help(text, openMetrics: false)));
        Written(text, (value, target) => EscapedText.WriteHelp(value, target, ExpositionFormat.OpenMetrics)).Should().Equal(NaiveWriter.Bytes(NaiveWriter.Help(text, openMetrics: true)));
    }));

    [Test]
    public void AnyNumber_IsShortestAndReadsBackAsItself() => Check.One(Thorough, Prop.ForAll(Numbers.ToArbitrary(), value =>
    {
        var text = Text(value);

        text.Should().Be(NaiveWriter.Number(value));
        if (double.IsFinite(value))
            BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)).Should().Be(BitConverter.DoubleToInt64Bits(value));
    }));

    [Test]
    public void AnyWholeNumber_IsItsDigits() => Check.One(Thorough, Prop.ForAll(ArbMap.Default.ArbFor<long>(), value =>
    {
        var bytes = new byte[NumberText.MaxLength];
        Encoding.UTF8.GetString(bytes, 0, NumberText.Write(value, bytes)).Should().Be(value.ToString(CultureInfo.InvariantCulture));
    }));

    [TestCase(0.005, "0.005", "0.005")]
    [TestCase(1, "1", "1.0")]
    [TestCase(2500, "2500", "2500.0")]
    [TestCase(1e17, "1e+17", "1e+17")]
    [TestCase(-1, "-1", "-1.0")]
    [TestCase(double.PositiveInfinity, "+Inf", "+Inf")]
    public void Bound_IsAFloatInOpenMetrics(double bound, string text, string openMetrics)
    {
        var bytes = new byte[NumberText.MaxLength];
        Encoding.UTF8.GetString(bytes, 0, NumberText.WriteBound(bound, ExpositionFormat.Text, bytes)).Should().Be(text);
        Encoding.UTF8.GetString(bytes, 0, NumberText.WriteBound(bound, ExpositionFormat.OpenMetrics, bytes)).Should().Be(openMetrics);
    }

    [Test]
    public void AnyGauge_IsOnThePageAsTheNaiveWriterWritesIt()
    {
        var series = Gen.Zip(Texts, Numbers).ListOf();
        var values = new List<(string Text, double Number)>();
        using var meter = new Meter("writer-property");
        meter.CreateObservableGauge("value", () => values.Select(v => new Measurement<double>(v.Number, new KeyValuePair<string, object?>("text", v.Text))));
        using var exporter = new PrometheusExporter();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddPrometheusExporter(exporter).Build();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(series.ToArbitrary(), generated =>
        {
            values.Clear();
            values.AddRange(generated.Select(g => (g.Item1, g.Item2)).DistinctBy(v => Label(v.Item1), StringComparer.Ordinal));

            var page = exporter.ScrapeAsync(ExpositionFormat.Text, default).GetAwaiter().GetResult();

            var expected = values.Select(v => $"value{{text=\"{Label(v.Text)}\"}} {NaiveWriter.Number(v.Number)}");
            Encoding.UTF8.GetString([.. page.Plain.SelectMany(s => s.ToArray())]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(l => l[0] != '#').Order(StringComparer.Ordinal).Should().Equal(expected.Order(StringComparer.Ordinal));
        }));
    }

    [Test]
    public void PageLargerThanASegment_IsWholeAndLengthsAgree()
    {
        var buffer = new PageBuffer();
        var expected = new List<byte>();
        for (var size = 1; size < 200_000; size = (size * 3) + 1)
        {
            byte[] part = [.. Enumerable.Range(0, size).Select(i => (byte)i)];
            expected.AddRange(part);
            buffer.Write(part);
        }

        var page = new MetricsPage(ExpositionFormat.Text, buffer);

        page.Plain.SelectMany(s => s.ToArray()).Should().Equal(expected);
        page.Plain.Length.Should().BeGreaterThan(1);
    }

    // As it is read back: all unpaired surrogates become the same character.
    private static string Label(string value) => Encoding.UTF8.GetString(NaiveWriter.Bytes(NaiveWriter.LabelValue(value)));

    private static string Text(double value)
    {
        var bytes = new byte[NumberText.MaxLength];
        return Encoding.UTF8.GetString(bytes, 0, NumberText.Write(value, bytes));
    }

    private static byte[] Written(string text, Func<string, byte[], int> write)
    {
        var target = new byte[EscapedText.MaxLength(text.Length)];
        return target[..write(text, target)];
    }
}
