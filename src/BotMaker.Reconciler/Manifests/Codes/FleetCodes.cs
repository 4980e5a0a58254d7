using static BotMaker.Reconciler.Core.Model.Desired.DiagnosticSeverity;

namespace BotMaker.Reconciler.Manifests.Codes;

/// <summary>BM4xxx: what only shows when all manifests are seen together.</summary>
internal static class FleetCodes
{
    public static readonly DiagnosticCode DuplicateBot = new("BM4001", Error, "Two documents with one bot's name.", "metadata.name");
    public static readonly DiagnosticCode PortTaken = new("BM4002", Error, "Two bots publish one port of the host.", "spec.gateway.publish.hostIP", "spec.gateway.publish.hostPort");
    public static readonly DiagnosticCode TwoDefaults = new("BM4003", Error, "Two BotDefaults documents in one directory.");
    public static readonly DiagnosticCode BadDefaults = new("BM4004", Error, "The BotDefaults that a bot stands under are not valid.");
    public static readonly DiagnosticCode TooManyBots = new("BM4005", Error, "More than 10,000 bots.");
    public static readonly DiagnosticCode CredentialTaken = new("BM4006", Error, "Two bots log in to a channel with one secret.", "spec.channels");

    public static readonly IReadOnlyList<DiagnosticCode> All = [DuplicateBot, PortTaken, TwoDefaults, BadDefaults, TooManyBots, CredentialTaken];
}
