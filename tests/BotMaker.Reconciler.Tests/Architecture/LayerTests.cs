using System.Text.RegularExpressions;

namespace BotMaker.Reconciler.Tests.Architecture;

/// <summary>Who may use whom: the table in docs/architecture.md, held by reading what each folder names.</summary>
[TestFixture]
public sealed partial class LayerTests
{
    private const string Product = "BotMaker.Reconciler";

    /// <summary>Folder of the daemon -> the namespaces of ours that it may name beside its own.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Storage"] = ["BotMaker.Reconciler.Core"],
        ["Manifests"] = ["BotMaker.Reconciler.Core", "BotMaker.OpenClaw", "BotMaker.Reconciler.Storage"],
        ["Secrets"] = ["BotMaker.Reconciler.Core", "BotMaker.OpenClaw", "BotMaker.Reconciler.Storage"],
        ["Observation"] = ["BotMaker.Reconciler.Core", "BotMaker.DockerEngine", "BotMaker.Reconciler.Storage", "BotMaker.Reconciler.Telemetry"],
        ["Logs"] = ["BotMaker.Reconciler.Core", "BotMaker.DockerEngine"],
        ["Execution"] =
        [
            "BotMaker.Reconciler.Core", "BotMaker.OpenClaw", "BotMaker.DockerEngine", "BotMaker.Reconciler.Secrets", "BotMaker.Reconciler.Storage",
            "BotMaker.Reconciler.Telemetry", "Polly",
        ],
        ["Control"] =
        [
            "BotMaker.Reconciler.Core", "BotMaker.Reconciler.Manifests", "BotMaker.Reconciler.Observation", "BotMaker.Reconciler.Execution",
            "BotMaker.Reconciler.Logs", "BotMaker.Reconciler.Reporting", "BotMaker.Reconciler.Storage", "BotMaker.Reconciler.Telemetry", "BotMaker.DockerEngine.Errors",
        ],
        ["Reporting"] =
        [
            "BotMaker.Reconciler.Core", "BotMaker.OpenClaw", "BotMaker.Reconciler.Logs", "BotMaker.Reconciler.Storage", "BotMaker.Reconciler.Telemetry",
            "BotMaker.DockerEngine.Errors",
        ],
        ["Telemetry"] = ["BotMaker.Reconciler.Core"],
        ["Hosting"] = ["BotMaker", "Polly"],
        ["Cli"] = ["BotMaker"],
    };

    private static readonly string[] Watched = ["BotMaker", "Polly", "YamlDotNet", "Spectre", "System.CommandLine", "OpenTelemetry"];

    /// <summary>Packages -> the folders that may name them.</summary>
    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["YamlDotNet"] = ["Manifests", "Hosting", "Cli"],
        ["Spectre"] = ["Cli"],
        ["System.CommandLine"] = ["Cli"],
        ["OpenTelemetry"] = ["Hosting"],
        ["Polly"] = ["Execution"],
    };

    private static IEnumerable<TestCaseData> Folders() =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", Product)).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)
            .Select(folder => new TestCaseData(folder).SetName($"Folder_{folder}_NamesOnlyWhatItMay"));

    [TestCaseSource(nameof(Folders))]
    public void Folder_NamesOnlyWhatItMay(string folder)
    {
        Allowed.Should().ContainKey(folder, "a new folder needs a place in docs/architecture.md and here");
        var own = $"{Product}.{folder}";
        List<string> wrong = [];
        foreach (var file in Repository.Sources(Path.Combine(Product, folder)))
        {
            foreach (var name in UsedNamespaces(file))
            {
                if (IsBelow(name, own) || !Array.Exists(Watched, root => IsBelow(name, root))) continue;
                if (Packages.FirstOrDefault(package => IsBelow(name, package.Key)) is { Key: not null } package
                        ? !package.Value.Contains(folder, StringComparer.Ordinal)
                        : !Array.Exists(Allowed[folder], allowed => IsBelow(name, allowed)))
                    wrong.Add($"{Repository.Relative(file)} uses {name}");
            }
        }

        wrong.Should().BeEmpty();
    }

    [TestCase("BotMaker.Reconciler.Core", new string[0])]
    [TestCase("BotMaker.OpenClaw", new[] { "BotMaker.Reconciler.Core" })]
    [TestCase("BotMaker.DockerEngine", new string[0])]
    [TestCase("BotMaker.Prometheus", new[] { "OpenTelemetry" })]
    public void Library_NamesOnlyWhatItMay(string library, string[] allowed)
    {
        var wrong = from file in Repository.Sources(library)
                    from name in UsedNamespaces(file)
                    where Array.Exists(Watched, root => IsBelow(name, root)) && !IsBelow(name, library) && !Array.Exists(allowed, root => IsBelow(name, root))
                    select $"{Repository.Relative(file)} uses {name}";
        wrong.Should().BeEmpty();
    }

    [Test]
    public void UsedNamespaces_AreFoundInEveryForm()
    {
        UsedNamespacesIn("using A.B;\nusing static A.C.D;\nusing X = A.E.F;\nglobal using A.G;\nusing (var x = y) { }\nusing var z = q;\n")
            .Should().BeEquivalentTo("A.B", "A.C.D", "A.E.F", "A.G");
    }

    private static IEnumerable<string> UsedNamespaces(string file) => UsedNamespacesIn(File.ReadAllText(file));

    private static IEnumerable<string> UsedNamespacesIn(string text) => Using().Matches(text).Select(match => match.Groups["name"].Value);

    private static bool IsBelow(string name, string root) =>
        name.StartsWith(root, StringComparison.Ordinal) && (name.Length == root.Length || name[root.Length] == '.');

    [GeneratedRegex(@"^(global )?using (static )?(\w+ = )?(global::)?(?<name>[A-Z][\w.]*);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Using();
}
