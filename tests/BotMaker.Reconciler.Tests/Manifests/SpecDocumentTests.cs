using System.Text.Json;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Schema;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>What is written is read back as the same, as JSON and as a manifest.</summary>
internal sealed class SpecDocumentTests
{
    [TestCaseSource(typeof(ExampleManifestsTests), nameof(ExampleManifestsTests.Bots))]
    public void ExampleBot_IsReadBackEqual(DesiredBot bot) => ReadBack(bot.Spec).Should().Be(bot.Spec);

    [Test]
    public void RandomSpecs_AreReadBackEqual()
    {
        for (int seed = 0; seed < 2_000; seed++)
        {
            var spec = new SpecGenerator(seed).Spec();

            ReadBack(spec).Should().Be(spec, "of seed {0}", seed);
        }
    }

    [Test]
    public void RandomSpecs_AreReadBackEqualAsAManifest()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var spec = new SpecGenerator(seed).Spec();
            string text = System.Text.Encoding.UTF8.GetString(SpecDocument.ToUtf8(SpecDocument.Write(spec)));
            var diagnostics = new DiagnosticBag();
            var parsed = ManifestParser.Parse("f", text, diagnostics);
            diagnostics.Found.Should().BeEmpty("of seed {0}", seed);

            SpecSchema.Spec.TryRead(parsed.Documents.Single().Root, FieldPath.Root, new Binding(diagnostics), out var read).Should().BeTrue();
            diagnostics.Found.Should().BeEmpty("of seed {0}: {1}", seed, text);
            read.Should().Be(spec, "of seed {0}", seed);
        }
    }

    [Test]
    public void Values_AreWrittenInTheFormOfAManifest()
    {
        var spec = new BotSpec { Image = new ImageSpec { Reference = "a:1" } };

        var written = JsonDocument.Parse(SpecDocument.ToUtf8(SpecDocument.Write(spec))).RootElement;

        written.GetProperty("resources").GetProperty("memory").GetString().Should().Be("2Gi");
        written.GetProperty("resources").GetProperty("cpus").GetString().Should().Be("2");
        written.GetProperty("health").GetProperty("startPeriod").GetString().Should().Be("3m");
        written.GetProperty("logs").GetProperty("maxSize").GetString().Should().Be("10m");
        written.GetProperty("security").GetProperty("runAsUser").GetString().Should().Be("auto");
        written.GetProperty("image").GetProperty("openclawRelease").GetString().Should().Be("auto");
        written.GetProperty("gateway").TryGetProperty("publish", out _).Should().BeFalse("nothing is published");
    }

    [Test]
    public void EveryMemberOfTheModel_IsWritten()
    {
        string[] members = [.. typeof(BotSpec).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)];
        string[] fields = [.. SpecSchema.Spec.Describe("").Select(field => field.Path).Where(path => !path.Contains('.'))];

        fields.Should().BeEquivalentTo(members.Select(JsonNamingPolicy.CamelCase.ConvertName));
    }

    [Test]
    public void KeyOfANewerVersion_IsSkippedInWhatWeWrote()
    {
        var element = JsonDocument.Parse("""{"image":{"reference":"a:1","fromTheFuture":1},"alsoNew":{}}""").RootElement;

        SpecDocument.ReadSpec(element).Image.Reference.Should().Be("a:1");
    }

    [Test]
    public void Damage_IsAFormatException() =>
        FluentActions.Invoking(() => SpecDocument.ReadSpec(JsonDocument.Parse("""{"priority":"x"}""").RootElement)).Should().Throw<FormatException>().WithMessage("*priority*");

    private static BotSpec ReadBack(BotSpec spec) => SpecDocument.ReadSpec(JsonDocument.Parse(SpecDocument.ToUtf8(SpecDocument.Write(spec))).RootElement);
}
