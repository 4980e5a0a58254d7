using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Codes;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>Each broken example gives exactly the findings that stand beside it.</summary>
internal sealed class BrokenManifestsTests
{
    private static string Folder => Path.Combine(Repository.Manifests, "broken");

    private static IEnumerable<string> Examples() =>
        Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Examples))]
    public void Example_GivesTheExpectedFindings(string name)
    {
        string path = Path.Combine(Folder, name);
        var result = ManifestValidation.Validate([path], TimeProvider.System);
        string found = DiagnosticFormat.ToText(result.Diagnostics).Replace(path, name, StringComparison.Ordinal);
        string expectedFile = Path.ChangeExtension(path, ".expected.txt");
        if (Repository.UpdatesExpectations) File.WriteAllText(expectedFile, found);

        found.Should().Be(File.ReadAllText(expectedFile));
        found.Should().NotBeEmpty();
    }

    [Test]
    public void Folder_HasManyCases() => Examples().Count().Should().BeGreaterThan(45);

    [Test]
    public void EveryCode_IsShownByAnExampleOrATest()
    {
        string shown = string.Concat(
            Directory.EnumerateFiles(Folder, "*.expected.txt", SearchOption.AllDirectories)
                .Concat(TestsIn("Manifests")).Concat(TestsIn("Cli"))
                .Select(File.ReadAllText));

        DiagnosticCodes.All.Select(code => code.Code).Where(code => !shown.Contains(code, StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static IEnumerable<string> TestsIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "BotMaker.Reconciler.Tests", folder), "*.cs");

    [Test]
    public void Codes_AreUniqueAndInOrder() => DiagnosticCodes.All.Select(code => code.Code).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);

    [Test]
    public void NoFinding_RepeatsASecret()
    {
        string[] secrets = ["ABCDEFGHIJKLMNOP", "xapp-1-A", "sk-0000", "0123456789abcdef", "xoxb-0000", "password@", "ghp_", "Bearer 0123"];
        foreach (string file in Directory.EnumerateFiles(Folder, "*.expected.txt", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).Should().NotContainAny(secrets, "of {0}", file);
        }
    }
}
