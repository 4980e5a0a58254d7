using System.Text.Json;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests;

namespace BotMaker.Reconciler.Tests.Manifests;

internal sealed class DiagnosticFormatTests
{
    private static readonly Diagnostic[] Found =
    [
        new(DiagnosticSeverity.Error, "BM2004", "a,b.yaml", 3, 5, "spec.imgae", "Unknown key 'imgae'. Did you mean 'image'?"),
        new(DiagnosticSeverity.Warning, "BM3001", "c.yaml", 1, 1, "", "100 %\nmoves"),
    ];

    [Test]
    public void Text_IsOneLineEach() => DiagnosticFormat.ToText(Found[..1]).Should().Be("a,b.yaml:3:5: error BM2004 spec.imgae: Unknown key 'imgae'. Did you mean 'image'?\n");

    [Test]
    public void GitHub_EscapesWhatItsCommandsSeparateBy() => DiagnosticFormat.ToGitHub(Found).Should().Be(
        "::error file=a%2Cb.yaml,line=3,col=5,title=BM2004::spec.imgae: Unknown key 'imgae'. Did you mean 'image'?\n::warning file=c.yaml,line=1,col=1,title=BM3001::100 %25%0Amoves\n");

    [Test]
    public void Json_HasEveryPart()
    {
        var first = JsonDocument.Parse(DiagnosticFormat.ToJson(Found)).RootElement.GetProperty("diagnostics")[0];

        first.GetProperty("severity").GetString().Should().Be("error");
        first.GetProperty("line").GetInt32().Should().Be(3);
        first.GetProperty("path").GetString().Should().Be("spec.imgae");
    }
}
