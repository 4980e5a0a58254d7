using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Schema;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>The small languages inside of fields.</summary>
internal sealed class FieldTypeTests
{
    [TestCase("0s", 0)]
    [TestCase("500ms", 500)]
    [TestCase("30s", 30_000)]
    [TestCase("3m", 180_000)]
    [TestCase("90m", 5_400_000)]
    [TestCase("1h30m", 5_400_000)]
    [TestCase("1h2m3s4ms", 3_723_004)]
    public void Duration_IsUnderstood(string text, int milliseconds) => DurationType.Parse(text).Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [TestCase("")]
    [TestCase("3")]
    [TestCase("m")]
    [TestCase("-3m")]
    [TestCase("3m1h")]
    [TestCase("1.5h")]
    [TestCase("3 m")]
    [TestCase("3M")]
    [TestCase("1d")]
    [TestCase("99999999999999999999h")]
    public void Duration_IsRefused(string text) => DurationType.Parse(text).Should().BeNull();

    [TestCase("2Gi", 2L << 30)]
    [TestCase("1.5Gi", 3L << 29)]
    [TestCase("512Mi", 512L << 20)]
    [TestCase("500M", 500_000_000)]
    [TestCase("1073741824", 1L << 30)]
    public void Memory_IsUnderstood(string text, long bytes) => Read(SizeType.Memory, text).Should().Be((true, bytes));

    [TestCase("2gb")]
    [TestCase("2g")]
    [TestCase("512m")]
    [TestCase("Gi")]
    [TestCase("-1Gi")]
    [TestCase("1.0000000001Gi")]
    [TestCase("1Ki")]
    public void Memory_IsRefused(string text) => Read(SizeType.Memory, text).Success.Should().BeFalse();

    [TestCase("10m", 10L << 20)]
    [TestCase("1g", 1L << 30)]
    [TestCase("100k", 100L << 10)]
    [TestCase("10Mi", 10L << 20)]
    public void LogSize_IsUnderstood(string text, long bytes) => Read(SizeType.Log, text).Should().Be((true, bytes));

    [TestCase("2", 2_000_000_000)]
    [TestCase("0.5", 500_000_000)]
    [TestCase("500m", 500_000_000)]
    [TestCase("1.25", 1_250_000_000)]
    public void Cpus_AreUnderstood(string text, long nano) => Read(CpuType.Instance, text).Should().Be((true, nano));

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("two")]
    [TestCase("1m")]
    public void Cpus_AreRefused(string text) => Read(CpuType.Instance, text).Success.Should().BeFalse();

    [TestCase("nginx")]
    [TestCase("nginx:1.27")]
    [TestCase("library/nginx:1.27")]
    [TestCase("ghcr.io/openclaw/openclaw:2026.9.6")]
    [TestCase("localhost/x")]
    [TestCase("localhost:5000/x:1")]
    [TestCase("registry:5000/x/y_z/a-b:tag_1.x")]
    [TestCase("botmaker/stub-openclaw:dev")]
    [TestCase("x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Image_IsUnderstood(string text) => Forms.Image(text).Should().BeNull();

    [TestCase("")]
    [TestCase("Nginx")]
    [TestCase("ghcr.io/")]
    [TestCase("x:")]
    [TestCase("x:a b")]
    [TestCase("x@sha256:abc")]
    [TestCase("https://ghcr.io/x")]
    [TestCase("x:1\n")]
    public void Image_IsRefused(string text) => Forms.Image(text).Should().NotBeNull();

    [TestCase("127.0.0.1", true)]
    [TestCase("::1", true)]
    [TestCase("0.0.0.0", true)]
    [TestCase("1", false)]
    [TestCase("127.1", false)]
    [TestCase("0x7f.0.0.1", false)]
    [TestCase("localhost", false)]
    [TestCase("[::1]", false)]
    [TestCase("fe80::1%eth0", false)]
    [TestCase("10.0.0.0/8", false)]
    public void Address_IsTakenInFullSpellingOnly(string text, bool valid) => (Forms.Address(text) is null).Should().Be(valid);

    [TestCase("imgae", "image")]
    [TestCase("Image", "image")]
    [TestCase("pullpolicy", "pullPolicy")]
    [TestCase("chanels", "channels")]
    [TestCase("quux", null)]
    public void NearestWord_IsSuggestedOnlyWhenItIsNear(string word, string? expected) =>
        Nearest.To(word, ["image", "channels", "pullPolicy", "model"]).Should().Be(expected);

    [Test]
    public void Schema_DescribesEveryFieldAndClosesEveryObject()
    {
        var spec = ManifestSchema.Build()["$defs"]!["spec"]!.AsObject();

        foreach (var field in SpecSchema.Spec.Describe("").Where(field => !field.Path.Contains('*') && !field.Path.Contains('[') && !field.Path.StartsWith("channels.", StringComparison.Ordinal)))
        {
            JsonNode? at = spec;
            foreach (string segment in field.Path.Split('.')) at = at!["properties"]![segment];
            at.Should().NotBeNull("of {0}", field.Path);
            at!["description"]!.GetValue<string>().Should().Be(field.Summary);
        }

        spec["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
        spec["properties"]!["channels"]!["properties"]!["discord"]!["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
        spec["properties"]!["network"]!["properties"]!["mode"]!["enum"]!.AsArray().Should().HaveCount(3);
    }

    private static (bool Success, long Value) Read(FieldType<long> type, string text)
    {
        bool read = type.TryRead(new ManifestNode.Scalar(SourceMark.StartOf("f"), text, PlainScalar.KindOf(text)), FieldPath.Root, new Binding(new DiagnosticBag()), out long value);
        return (read, value);
    }
}
