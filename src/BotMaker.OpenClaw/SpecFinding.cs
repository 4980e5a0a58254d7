using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.OpenClaw;

/// <summary>Something about a spec that OpenClaw would not take, or would take and then not do.</summary>
/// <param name="Severity">Errors hold the bot.</param>
/// <param name="Path">Relative to what was checked, for example <c>accounts.work.allowFrom[0]</c>; empty for the whole.</param>
/// <param name="Message">What is wrong and what to do; never a secret value.</param>
public sealed record SpecFinding(DiagnosticSeverity Severity, string Path, string Message)
{
    internal static SpecFinding Error(string path, string message) => new(DiagnosticSeverity.Error, path, message);

    internal static SpecFinding Warning(string path, string message) => new(DiagnosticSeverity.Warning, path, message);
}
