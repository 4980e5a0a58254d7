using System.Globalization;
using BotMaker.DockerEngine.Containers;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Execution.OneShots;

/// <summary>What we ask of the engine for a step beside the bot: the bot's image, user, configuration and secrets, a host name of its own, and hardened like a bot. Pure.</summary>
internal static class StepRequestFactory
{
    public const string NoNetwork = "none";

    private const long ScratchBytes = 256L * 1024 * 1024;

    /// <param name="step">What to run.</param>
    /// <param name="bot">Whose.</param>
    /// <param name="rendered">The bot, as the step's release wants it.</param>
    /// <param name="imageId">Of the new revision.</param>
    /// <param name="uid">The bot's.</param>
    /// <param name="network">For steps that need one.</param>
    /// <param name="sources">Host path by purpose of the mount; the state's is used only by steps that need the real one.</param>
    public static CreateContainerRequest Build(
        OneShotStep step,
        DesiredBot bot,
        RenderedBot rendered,
        string imageId,
        int uid,
        IReadOnlyDictionary<MountPurpose, string> sources,
        string network = NoNetwork)
    {
        var tmpfs = rendered.Tmpfs.ToDictionary(
            entry => entry.Target,
            entry => string.Create(CultureInfo.InvariantCulture, $"size={entry.SizeBytes},mode={entry.Mode}"),
            StringComparer.Ordinal);
        if (step.State == StateAccess.Scratch)
            tmpfs[ContainerPaths.State] = string.Create(CultureInfo.InvariantCulture, $"size={ScratchBytes},mode=0700,uid={uid},gid={uid}");

        return new CreateContainerRequest
        {
            Image = imageId,
            // Another name than the bot's: the gateway's lease on its state is keyed on it.
            Hostname = $"{bot.Id}-check",
            User = string.Create(CultureInfo.InvariantCulture, $"{uid}:{uid}"),
            Cmd = [.. step.Command],
            Env = [.. step.Environment.Select(entry => $"{entry.Key}={entry.Value}")],
            StopSignal = "SIGTERM",
            Healthcheck = new HealthCheck { Test = ["NONE"] },
            HostConfig = new HostConfig
            {
                NetworkMode = step.NeedsNetwork ? network : NoNetwork,
                Mounts = [.. Mounts(step, rendered, sources)],
                Tmpfs = tmpfs,
                Memory = step.MemoryBytes,
                MemorySwap = step.MemoryBytes,
                PidsLimit = OneShotLimits.Pids,
                ReadonlyRootfs = true,
                Init = true,
                Privileged = false,
                CapDrop = ["ALL"],
                SecurityOpt = ["no-new-privileges"],
            },
        };
    }

    private static IEnumerable<Mount> Mounts(OneShotStep step, RenderedBot rendered, IReadOnlyDictionary<MountPurpose, string> sources)
    {
        foreach (var mount in rendered.Mounts)
        {
            if (mount.Purpose == MountPurpose.State ? step.State == StateAccess.Scratch : !step.NeedsConfiguration) continue;
            var readOnly = mount.Purpose switch
            {
                MountPurpose.State => mount.IsReadOnly,
                MountPurpose.Configuration => !step.NeedsWritableConfiguration,
                _ => true,
            };
            yield return new Mount { Type = "bind", Source = sources[mount.Purpose], Target = mount.Target, ReadOnly = readOnly };
        }
    }
}
