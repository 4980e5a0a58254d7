using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>Whatever the bytes: a bot or a finding, never an exception, and never nothing.</summary>
internal sealed class ManifestFuzzTests
{
    private const int MutationsOfEach = 250;

    private static readonly byte[] Marks = [.. "[]{}:,&*!|>'\"%@`#-?<~\t\r\n \\\0"u8];

    private string _folder = "";

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("botmaker-fuzz-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Examples() =>
        Directory.EnumerateFiles(Repository.Manifests, "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Manifests, path)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Examples))]
    public void MutatedExample_GivesABotOrAFinding(string name)
    {
        byte[] original = File.ReadAllBytes(Path.Combine(Repository.Manifests, name));
        string path = Path.Combine(_folder, "mutated.yaml");
        var random = new Random(name.Length * 7919 + original.Length);
        for (int round = 0; round < MutationsOfEach; round++)
        {
            byte[] mutated = Mutate(original, random);
            File.WriteAllBytes(path, mutated);

            ValidationResult result;
            try
            {
                result = ManifestValidation.Validate([path], TimeProvider.System);
            }
            catch (Exception exception)
            {
                throw new AssertionException($"round {round}: {exception}\n{Convert.ToBase64String(mutated)}", exception);
            }

            result.Diagnostics.Where(found => found.Line < 1 || found.Column < 1 || found.Message.Length == 0).Should().BeEmpty();
            if (result.Bots.Count == 0 && !result.HasErrors) HoldsABot(mutated).Should().BeFalse("round {0} must give a bot or an error:\n{1}", round, Convert.ToBase64String(mutated));
        }
    }

    /// <summary>Defaults alone, comments alone and documents of other products rightly give neither a bot nor a finding.</summary>
    private static bool HoldsABot(byte[] content) =>
        ManifestParser.Parse("f", System.Text.Encoding.UTF8.GetString(content), new DiagnosticBag()).Documents
            .Any(document => ManifestHeader.Read(document).Kind is DocumentKind.Bot or DocumentKind.Unknown);

    private static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int count = random.Next(1, 6); count > 0; count--)
        {
            int at = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
                case 2 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4 when bytes.Count > 0:
                    int from = random.Next(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Next(1, 40), bytes.Count - from)));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)'[', random.Next(1, 50)));
                    break;
            }
        }

        return [.. bytes];
    }
}
