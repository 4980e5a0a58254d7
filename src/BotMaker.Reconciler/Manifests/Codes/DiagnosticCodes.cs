namespace BotMaker.Reconciler.Manifests.Codes;

/// <summary>Every code that a manifest can be answered with.</summary>
internal static class DiagnosticCodes
{
    public static readonly IReadOnlyList<DiagnosticCode> All = [.. SyntaxCodes.All, .. SchemaCodes.All, .. MeaningCodes.All, .. FleetCodes.All, .. SecretCodes.All];
}
