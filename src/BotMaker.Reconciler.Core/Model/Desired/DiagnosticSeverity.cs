namespace BotMaker.Reconciler.Core.Model.Desired;

public enum DiagnosticSeverity
{
    Warning,
    Error,
}
