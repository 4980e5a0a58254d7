using static BotMaker.Reconciler.Core.Model.Desired.DiagnosticSeverity;

namespace BotMaker.Reconciler.Manifests.Codes;

/// <summary>BM5xxx: what only shows on the host, in its store of secrets.</summary>
internal static class SecretCodes
{
    public static readonly DiagnosticCode Missing = new("BM5001", Error, "A secret that is not in the store.", "spec.channels", "spec.providers", "spec.gateway.auth.token", "spec.config");
    public static readonly DiagnosticCode Refused = new("BM5002", Error, "A secret that others could have read or planted.", "spec.channels", "spec.providers", "spec.gateway.auth.token", "spec.config");
    public static readonly DiagnosticCode WrongForm = new("BM5003", Error, "A value that cannot be the credential that the field needs.", "spec.channels", "spec.providers.*.apiKey", "spec.gateway.auth.token");
    public static readonly DiagnosticCode Spaces = new("BM5004", Warning, "A value with white space around it, which is left out.", "spec.channels", "spec.providers.*.apiKey", "spec.gateway.auth.token");
    public static readonly DiagnosticCode SharedValue = new("BM5005", Error, "Two bots log in to a channel as the same account.", "spec.channels");

    public static readonly IReadOnlyList<DiagnosticCode> All = [Missing, Refused, WrongForm, Spaces, SharedValue];
}
