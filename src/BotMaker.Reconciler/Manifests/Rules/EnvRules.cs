using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

internal static class EnvRules
{
    private static readonly HashSet<string> Ours = new(StringComparer.Ordinal) { "HOSTNAME", "DO_NOT_TRACK" };

    private static readonly string[] OurPrefixes = ["OPENCLAW_"];

    public static void Check(BotSpec spec, RuleContext context)
    {
        foreach (var (name, value) in spec.Env)
        {
            var path = FieldPath.Of("spec", "env", name);
            if (PinnedEnvironment.IsPinned(name, out string? reason))
            {
                context.Report(MeaningCodes.ReservedEnv, path, $"{name} may not be set: {reason}.");
            }
            else if (Ours.Contains(name) || OurPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                context.Report(MeaningCodes.ReservedEnv, path, $"{name} is the reconciler's to set. Remove it; what it decides has a field in spec.");
            }
            else
            {
                LiteralSecrets.Check(name, value, path, context);
            }
        }
    }
}
