using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>Resources, network, security and health.</summary>
internal static class ContainerRules
{
    private const long LeastMemory = 1L << 30;

    public static void Check(BotSpec spec, RuleContext context)
    {
        CheckMemory(spec.Resources, context);
        CheckNetwork(spec.Network, context);
        CheckSecurity(spec.Security, context);
        CheckTimes(spec, context);
    }

    private static void CheckMemory(ResourceSpec resources, RuleContext context)
    {
        var path = FieldPath.Of("spec", "resources", "memory");
        if (resources.MemoryBytes is not { } memory)
        {
            context.Report(MeaningCodes.NoMemoryLimit, path, "Without a limit one bot can take the memory of all others. Give a limit, for example 2Gi.");
        }
        else if (memory < LeastMemory)
        {
            context.Report(MeaningCodes.LittleMemory, path, "An idle gateway holds 0.8 to 0.95 GB; with less than 1Gi it will be killed. Give at least 1Gi, better 2Gi.");
        }
    }

    private static void CheckNetwork(NetworkSpec network, RuleContext context)
    {
        if (context.Failed("spec", "network", "mode")) return;
        var path = FieldPath.Of("spec", "network", "name");
        if (network.Mode == NetworkMode.Existing && network.Name.Length == 0)
        {
            context.Report(MeaningCodes.NetworkName, path, "mode: existing needs the network's name.");
        }
        else if (network.Mode != NetworkMode.Existing && network.Name.Length > 0)
        {
            context.Report(MeaningCodes.NetworkName, path, "A name only counts with mode: existing. Write that, or remove the name.");
        }
        else if (network is { Mode: NetworkMode.Existing, Name: "host" or "none" })
        {
            context.Report(MeaningCodes.NetworkMode, path, $"The engine's network '{network.Name}' is no network that a bot may have. Name a bridge.");
        }
    }

    private static void CheckSecurity(SecuritySpec security, RuleContext context)
    {
        var path = FieldPath.Of("spec", "security");
        if (!security.NoNewPrivileges) Weakened("noNewPrivileges", "A set-uid file of the image can give the bot more rights.");
        if (!security.ReadOnlyRootFilesystem) Weakened("readOnlyRootFilesystem", "The bot can change the files of its image; a recreate loses that.");
        if (!security.CapDrop.Contains("ALL", StringComparer.Ordinal)) Weakened("capDrop", "The bot keeps capabilities that a gateway does not need.");

        void Weakened(string field, string effect) => context.Report(MeaningCodes.Weakened, path[field], $"{effect} Leave it at its default unless the image cannot do without.");
    }

    private static void CheckTimes(BotSpec spec, RuleContext context)
    {
        if (spec.Health.Timeout > spec.Health.Interval)
        {
            context.Report(MeaningCodes.SlowProbe, FieldPath.Of("spec", "health", "timeout"),
                $"A probe may take {DurationType.Format(spec.Health.Timeout)}, but the next is due after {DurationType.Format(spec.Health.Interval)}. Make timeout at most the interval.");
        }

        if (spec.Rollout.ProgressDeadline <= spec.Health.StartPeriod)
        {
            context.Report(MeaningCodes.Deadline, FieldPath.Of("spec", "rollout", "progressDeadline"),
                $"A revision would have failed before its start period of {DurationType.Format(spec.Health.StartPeriod)} (spec.health.startPeriod) is over. Make the deadline longer.");
        }
    }
}
