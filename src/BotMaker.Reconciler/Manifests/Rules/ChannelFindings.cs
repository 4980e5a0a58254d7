using BotMaker.OpenClaw;
using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>Gives what OpenClaw's rules find about channels a code and a place.</summary>
internal static class ChannelFindings
{
    public static void Check(BotSpec spec, RuleContext context)
    {
        foreach (var (name, channel) in spec.Channels)
        {
            if (!ChannelCatalog.TryGet(name, out var definition)) continue;
            var root = FieldPath.Of("spec", "channels", name);
            foreach (var finding in ChannelRules.Check(definition, channel))
            {
                var path = FindingPath.Below(root, finding.Path);
                if (!IsConsequence(finding, root, context)) context.Report(CodeOf(finding), path, finding.Message);
            }

            if (channel.GroupPolicy == AccessPolicy.Open) OpenGroups(root, context);
            foreach (var (id, account) in channel.Accounts)
            {
                if (account.GroupPolicy == AccessPolicy.Open) OpenGroups(root["accounts"][id], context);
            }
        }
    }

    private static void OpenGroups(FieldPath channel, RuleContext context) => context.Report(
        MeaningCodes.OpenPolicy, channel["groupPolicy"], "Anybody can take the bot into a group and talk to it there, at your expense. Prefer allowlist with the groups that you mean.");

    /// <summary>A credential, setting or policy that was given wrongly, or under a wrong name, is not missing too.</summary>
    private static bool IsConsequence(SpecFinding finding, FieldPath channel, RuleContext context)
    {
        var path = FindingPath.Below(channel, finding.Path);
        if (IsCredential(finding)) return context.FailedFields(path).Any(field => !ChannelCatalog.SharedFields.Contains(field, StringComparer.Ordinal));
        return context.HasFailuresUnder(path) || (finding.Path.EndsWith("allowFrom", StringComparison.Ordinal) && context.HasFailuresUnder(path.Parent!["dmPolicy"]));
    }

    private static DiagnosticCode CodeOf(SpecFinding finding) => finding switch
    {
        { Severity: DiagnosticSeverity.Warning } when finding.Path.EndsWith("dmPolicy", StringComparison.Ordinal) => MeaningCodes.OpenPolicy,
        { Severity: DiagnosticSeverity.Warning } => MeaningCodes.OddId,
        _ when finding.Path.EndsWith("allowFrom", StringComparison.Ordinal) => MeaningCodes.EmptyAllowFrom,
        _ when finding.Path.EndsWith(']') => MeaningCodes.WrongId,
        _ when finding.Path.EndsWith("defaultAccount", StringComparison.Ordinal) => MeaningCodes.UnknownAccount,
        _ when IsCredential(finding) => MeaningCodes.MissingCredential,
        _ => MeaningCodes.ChannelSetting,
    };

    /// <summary>What is missing has no path of its own: the finding is about the channel or the account.</summary>
    private static bool IsCredential(SpecFinding finding) =>
        finding.Path.Length == 0 || (finding.Path.StartsWith("accounts.", StringComparison.Ordinal) && finding.Path.Count(c => c == '.') == 1);
}
