using BotMaker.OpenClaw.Configuration;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>The fragment of <c>openclaw.json</c> may not decide what the spec's own fields decide, and may hold no secret.</summary>
internal static class ConfigRules
{
    public static void Check(BotSpec spec, RuleContext context)
    {
        var root = FieldPath.Of("spec", "config");
        foreach (var finding in PinnedKeys.Check(spec.Config)) context.Report(MeaningCodes.PinnedKey, FindingPath.Below(root, finding.Path), finding.Message);
        foreach (var (key, value) in spec.Config) LiteralSecrets.Check(key, value, root[key], context);
        foreach (var (name, channel) in spec.Channels) CheckSettings(channel, FieldPath.Of("spec", "channels", name), context);
    }

    private static void CheckSettings(ChannelSpec channel, FieldPath path, RuleContext context)
    {
        foreach (var (key, value) in channel.Settings) LiteralSecrets.Check(key, value, path[key], context);
        foreach (var (id, account) in channel.Accounts) CheckSettings(account, path["accounts"][id], context);
    }
}
