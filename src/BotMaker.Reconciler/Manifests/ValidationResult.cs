using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Manifests;

/// <param name="Diagnostics">By path as given, then in the order of the files.</param>
/// <param name="Bots">The valid ones.</param>
public sealed record ValidationResult(IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<DesiredBot> Bots)
{
    public bool HasErrors => Diagnostics.Any(found => found.Severity == DiagnosticSeverity.Error);
}
