using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Tokens;

/// <summary>What became of looking at a secret value. A class and not a record, so that no generated text prints the value.</summary>
public sealed class CredentialCheck(string value, ValueList<SpecFinding> findings)
{
    /// <summary>The value to use: without white space at its ends. A secret.</summary>
    public string Value { get; } = value;

    /// <summary>Messages never hold the value, nor a part of it.</summary>
    public ValueList<SpecFinding> Findings { get; } = findings;

    public bool IsUsable => Findings.All(finding => finding.Severity != DiagnosticSeverity.Error);

    public override string ToString() => IsUsable ? "usable" : "not usable";
}
