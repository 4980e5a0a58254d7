namespace BotMaker.Reconciler.Core.Model.Desired;

/// <summary>One finding about a manifest.</summary>
/// <param name="Severity">Errors hold the bot; warnings do not.</param>
/// <param name="Code"><c>BM1xxx</c> syntax, <c>BM2xxx</c> schema, <c>BM3xxx</c> meaning, <c>BM4xxx</c> across bots, <c>BM5xxx</c> host. Stable.</param>
/// <param name="File">Relative to the manifests directory, or as given on the command line.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="Path">The field, for example <c>spec.image.reference</c>; empty for the document.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string File, int Line, int Column, string Path, string Message)
{
    public override string ToString()
    {
        var severity = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var path = Path.Length == 0 ? "" : $"{Path}: ";
        return $"{File}:{Line}:{Column}: {severity} {Code} {path}{Message}";
    }
}
