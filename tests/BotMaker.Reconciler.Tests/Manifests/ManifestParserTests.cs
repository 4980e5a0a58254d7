using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Tests.Manifests;

internal sealed class ManifestParserTests
{
    [Test]
    public void HundredThousandBrackets_AreADiagnosticAndNoCrash()
    {
        string text = "a: " + new string('[', 100_000) + new string(']', 100_000);

        var (parsed, diagnostics) = Parse(text);

        parsed.Sound.Should().BeFalse();
        diagnostics.Found.Should().ContainSingle().Which.Code.Should().Be("BM1008");
    }

    [TestCase(31, true)]
    [TestCase(32, false)]
    public void Depth_IsLimited(int lists, bool sound) => Parse("a: " + new string('[', lists) + new string(']', lists)).Parsed.Sound.Should().Be(sound);

    [Test]
    public void AliasBomb_EndsAtTheLimit()
    {
        string text = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"{(char)('b' + i)}: &{(char)('b' + i)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + i)}", 10))}]\n"));

        var (parsed, diagnostics) = Parse(text);

        parsed.Sound.Should().BeFalse();
        diagnostics.Found.Should().ContainSingle().Which.Code.Should().Be("BM1009");
    }

    [Test]
    public void AliasesThatAddDepth_AreCounted()
    {
        string text = "a: &a " + new string('[', 20) + new string(']', 20) + "\nb: " + new string('[', 20) + "*a" + new string(']', 20);

        Parse(text).Diagnostics.Found.Should().ContainSingle().Which.Code.Should().Be("BM1008");
    }

    [Test]
    public void Alias_StandsForItsAnchor()
    {
        var root = (ManifestNode.Map)Parse("a: &a { x: 1 }\nb: *a\n").Parsed.Documents.Single().Root;

        root.Find("b")!.Value.Should().BeSameAs(root.Find("a")!.Value);
    }

    [Test]
    public void Positions_AreOneBasedLinesAndColumns()
    {
        var root = (ManifestNode.Map)Parse("# comment\na:\n  - b\n  - c: d\n").Parsed.Documents.Single().Root;

        root.Mark.Should().Be(new SourceMark("f.yaml", 2, 1));
        var items = ((ManifestNode.Sequence)root.Find("a")!.Value).Items;
        items[0].Mark.Should().Be(new SourceMark("f.yaml", 3, 5));
        ((ManifestNode.Map)items[1]).Find("c")!.Value.Mark.Should().Be(new SourceMark("f.yaml", 4, 8));
    }

    [Test]
    public void SeveralDocuments_AreKeptApart()
    {
        var (parsed, diagnostics) = Parse("a: 1\na: 2\n---\nb: 1\n...\n---\n# nothing\n");

        parsed.Sound.Should().BeTrue();
        diagnostics.Found.Should().BeEmpty();
        parsed.Documents.Select(document => (document.Index, document.Diagnostics.Errors, document.IsEmpty)).Should().Equal((0, 1, false), (1, 0, false), (2, 0, true));
    }

    [Test]
    public void AnchorOfAnotherDocument_IsUnknown() => Parse("a: &a 1\n---\nb: *a\n").Parsed.Documents[1].Diagnostics.Found.Should().ContainSingle().Which.Code.Should().Be("BM1010");

    [TestCase("", ScalarKind.Null)]
    [TestCase("~", ScalarKind.Null)]
    [TestCase("null", ScalarKind.Null)]
    [TestCase("true", ScalarKind.Flag)]
    [TestCase("FALSE", ScalarKind.Flag)]
    [TestCase("yes", ScalarKind.Text)]
    [TestCase("no", ScalarKind.Text)]
    [TestCase("2026-01-30", ScalarKind.Text)]
    [TestCase("1:30", ScalarKind.Text)]
    [TestCase("1_000", ScalarKind.Text)]
    [TestCase("0", ScalarKind.Number)]
    [TestCase("-1.50e+3", ScalarKind.Number)]
    [TestCase("007", ScalarKind.OddNumber)]
    [TestCase("+1", ScalarKind.OddNumber)]
    [TestCase(".5", ScalarKind.OddNumber)]
    [TestCase("0x1F", ScalarKind.OddNumber)]
    [TestCase("-.inf", ScalarKind.OddNumber)]
    public void PlainScalar_IsWhatTheCoreSchemaSays(string text, object kind) => PlainScalar.KindOf(text).Should().Be((ScalarKind)kind);

    [Test]
    public void QuotedScalar_IsText()
    {
        var root = (ManifestNode.Map)Parse("a: \"1\"\nb: 'true'\nc: !!str 2\nd: |\n  3\n").Parsed.Documents.Single().Root;

        root.Entries.Should().OnlyContain(entry => ((ManifestNode.Scalar)entry.Value).ScalarKind == ScalarKind.Text);
    }

    private static (ParsedFile Parsed, DiagnosticBag Diagnostics) Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (ManifestParser.Parse("f.yaml", text, diagnostics), diagnostics);
    }
}
