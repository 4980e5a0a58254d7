using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Manifests;

/// <summary>A kind of finding. Codes are stable and never used again for something else.</summary>
/// <param name="Code"><c>BM</c> and four digits.</param>
/// <param name="Meaning">One sentence, for the table in the documentation.</param>
/// <param name="Fields">The fields that it is about; none: any.</param>
internal sealed record DiagnosticCode(string Code, DiagnosticSeverity Severity, string Meaning, params IReadOnlyList<string> Fields);
