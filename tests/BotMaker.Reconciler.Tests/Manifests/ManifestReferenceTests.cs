using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Tests.Manifests;

internal sealed class ManifestReferenceTests
{
    [Test]
    public void Documentation_IsWhatTheSchemaSays()
    {
        string path = Path.Combine(Repository.Root, "docs", "manifest.md");
        string generated = ManifestReference.Write();
        if (Repository.UpdatesExpectations) File.WriteAllText(path, generated);

        File.ReadAllText(path).Should().Be(generated);
    }
}
