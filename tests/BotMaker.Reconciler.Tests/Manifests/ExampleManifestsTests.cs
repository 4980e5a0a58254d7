using System.Text.Json;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Tests.Manifests;

internal sealed class ExampleManifestsTests
{
    private static IReadOnlyList<string> Examples() =>
        [.. new[] { "minimal.yaml", "full.yaml", "fleet", "demo" }.Select(name => Path.Combine(Repository.Manifests, name))];

    [TestCaseSource(nameof(Examples))]
    public void Example_HasNoFindings(string path) => DiagnosticFormat.ToText(Validate(path).Diagnostics).Should().BeEmpty();

    [Test]
    public void Full_ShowsEveryField()
    {
        var written = SpecDocument.Write(Validate(Path.Combine(Repository.Manifests, "full.yaml")).Bots.Single());
        string text = File.ReadAllText(Path.Combine(Repository.Manifests, "full.yaml"));

        // Written with every default, so a field that the example lacks shows as one that the file does not name.
        foreach (string name in Names(JsonDocument.Parse(SpecDocument.ToUtf8(written)).RootElement.GetProperty("spec"))) text.Should().Contain(name);
        foreach (var field in SpecSchema.Spec.Describe("").Where(field => !field.Path.StartsWith("channels", StringComparison.Ordinal)))
        {
            text.Should().Contain($"{field.Path.Split('.')[^1]}:", "of {0}", field.Path);
        }
    }

    [Test]
    public void SingleFile_StandsUnderTheDefaultsAboveIt()
    {
        var result = Validate(Path.Combine(Repository.Manifests, "fleet", "eu", "berlin.yaml"));

        result.Diagnostics.Should().BeEmpty();
        result.Bots.Single().Spec.Env["TZ"].Should().Be("Europe/Berlin");
        result.Bots.Single().Spec.Image.Reference.Should().Be("ghcr.io/openclaw/openclaw:2026.9.6");
    }

    [Test]
    public void Defaults_AreMergedNearestFirst()
    {
        var berlin = Validate(Path.Combine(Repository.Manifests, "fleet")).Bots.Single(bot => bot.Id.Value is "berlin");

        berlin.Spec.Env["TZ"].Should().Be("Europe/Berlin");
        berlin.Spec.Network.Mode.Should().Be(NetworkMode.Own);
        berlin.Spec.Model!.Primary.Should().Be("anthropic/claude-opus-4-5", "the outer defaults still count");
    }

    [Test]
    public void Demo_PublishesOneGatewayOnLoopback()
    {
        var dora = Validate(Path.Combine(Repository.Manifests, "demo")).Bots.Single(bot => bot.Id.Value is "dora");

        dora.Spec.Gateway.Bind.Should().Be(GatewayBind.Lan);
        dora.Spec.Gateway.Publish.Should().Be(new PublishSpec("127.0.0.1", 19101));
        dora.Spec.Image.Reference.Should().Be("botmaker/stub-openclaw:dev");
    }

    [Test]
    public void WorkspaceSource_IsTakenIn() =>
        Validate(Path.Combine(Repository.Manifests, "full.yaml")).Bots.Single().Spec.Workspace.Files["SOUL.md"].Should().BeEquivalentTo(
            new WorkspaceFile { Inline = File.ReadAllText(Path.Combine(Repository.Manifests, "personas", "support.md")), Mode = WorkspaceFileMode.Seed });

    internal static IEnumerable<DesiredBot> Bots() => Examples().SelectMany(path => Validate(path).Bots);

    private static ValidationResult Validate(string path) => ManifestValidation.Validate([path], TimeProvider.System);

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name))
        : [];
}
