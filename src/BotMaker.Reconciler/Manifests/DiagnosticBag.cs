using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests;

/// <summary>Collects what is found about one file or document.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _found = [];

    public int Errors { get; private set; }

    public IReadOnlyList<Diagnostic> Found => _found;

    public void Add(Diagnostic found)
    {
        if (found.Severity == DiagnosticSeverity.Error) Errors++;
        _found.Add(found);
    }

    public void Report(DiagnosticCode code, SourceMark mark, string path, string message) =>
        Add(new Diagnostic(code.Severity, code.Code, mark.File, mark.Line, mark.Column, path, message));

    /// <summary>In the order of the file.</summary>
    public ValueList<Diagnostic> ToSorted() => _found
        .OrderBy(found => found.File, StringComparer.Ordinal)
        .ThenBy(found => found.Line)
        .ThenBy(found => found.Column)
        .ThenBy(found => found.Code, StringComparer.Ordinal)
        .ToValueList();
}
