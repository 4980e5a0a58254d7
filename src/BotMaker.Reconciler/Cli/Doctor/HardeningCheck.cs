using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Cli.Doctor;

/// <summary>Our containers are as closed as we make them: somebody may have made or changed one by hand.</summary>
internal static class HardeningCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(IContainerEngine engine, string instance, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        var closed = 0;
        var all = await engine.Containers.ListAsync(new ContainerListQuery { Labels = [$"{Labels.Reconciler}={instance}", Labels.BotId] }, cancellationToken);
        foreach (var line in all)
        {
            try
            {
                var container = await engine.Containers.InspectAsync(line.Id, cancellationToken);
                var open = Openings(container).ToList();
                if (open.Count == 0) closed++;
                else findings.Add(Finding.Problem("hardening", $"{container.Name.TrimStart('/')}: {string.Join("; ", open)}. Remove the container (`docker rm -f`); the daemon makes it anew as it should be."));
            }
            catch (DockerEngineException gone) when (gone.Kind == EngineErrorKind.NotFound)
            {
                // Removed between the list and now.
            }
        }

        findings.Add(Finding.Ok("hardening", FormattableString.Invariant($"{closed} of {all.Count} bots' containers have a read-only root, no capability, no new privileges, limits and no engine socket")));
        return findings;
    }

    private static IEnumerable<string> Openings(ContainerInspection container)
    {
        var host = container.HostConfig ?? new HostConfig();
        if (host.Privileged is true) yield return "it is privileged";
        if (host.ReadonlyRootfs is not true) yield return "its root file system can be written";
        if (host.CapDrop?.Any(capability => capability.Equals("ALL", StringComparison.OrdinalIgnoreCase)) is not true) yield return "it keeps capabilities";
        if (host.CapAdd is { Count: > 0 } added) yield return $"it was given {string.Join(", ", added)}";
        if (host.SecurityOpt?.Any(option => option.StartsWith("no-new-privileges", StringComparison.Ordinal) && !option.EndsWith("false", StringComparison.Ordinal)) is not true) yield return "it may gain privileges";
        if (host.PidsLimit is null or <= 0) yield return "it has no limit of processes";
        if (host.Memory is null or 0) yield return "it has no limit of memory";
        if (host.NetworkMode is "host") yield return "it is on the host's network";
        if (container.Mounts?.Any(mount => mount.Source?.EndsWith("docker.sock", StringComparison.Ordinal) is true) is true) yield return "the engine's socket is mounted";
        if (host.LogConfig?.Config?.ContainsKey("max-size") is not true) yield return "its log grows without limit";
    }
}
