using System.Globalization;
using System.Text.RegularExpressions;
using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>What the engine refuses at create, and only that: much else it accepts and fails, or lies, at start.</summary>
internal static partial class CreateRequestRules
{
    private const long LeastMemory = 6 * 1024 * 1024;
    private const long LeastHealthDuration = 1_000_000;

    public static void CheckName(string name)
    {
        if (!NamePattern().IsMatch(name))
            throw EngineRefusalException.Invalid($"Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
    }

    public static void Check(CreateContainerRequest request, InMemoryEngineOptions options)
    {
        if (request.Image.Length == 0) throw EngineRefusalException.Invalid("No command specified");
        foreach (string entry in request.Env ?? [])
        {
            if (entry.StartsWith('=')) throw EngineRefusalException.Invalid($"invalid environment variable: {entry}");
        }

        if (request.WorkingDir is { Length: > 0 } directory && !directory.StartsWith('/'))
            throw EngineRefusalException.Invalid($"the working directory '{directory}' is invalid, it needs to be an absolute path");
        if (request.StopSignal is { Length: > 0 } signal) _ = Signals.Parse(signal);
        if (request.NetworkingConfig?.EndpointsConfig is { Count: > 1 } endpoints && options.ApiVersion < new Version(1, 44))
            throw EngineRefusalException.Invalid($"Container cannot be connected to network endpoints: {string.Join(", ", endpoints.Keys)}");
        CheckHealth(request.Healthcheck);
        if (request.HostConfig is { } host) CheckHost(host, options);
    }

    public static void CheckPolicy(RestartPolicy? policy)
    {
        if (policy is null) return;
        if (policy.Name is not ("" or "no" or "always" or "unless-stopped" or "on-failure"))
            throw EngineRefusalException.Invalid($"invalid restart policy '{policy.Name}'");
        if (policy.MaximumRetryCount < 0) throw EngineRefusalException.Invalid("maximum retry count cannot be negative");
        if (policy is { MaximumRetryCount: > 0, Name: not "on-failure" })
            throw EngineRefusalException.Invalid($"maximum retry count cannot be used with restart policy '{policy.Name}'");
    }

    public static void CheckLimits(long? memory, long? memorySwap, long? nanoCpus, InMemoryEngineOptions options)
    {
        if (memory is < 0 or (> 0 and < LeastMemory)) throw EngineRefusalException.Invalid("Minimum memory limit allowed is 6MB");
        if (memorySwap > 0 && memory is null or 0)
            throw EngineRefusalException.Invalid("You should always set the Memory limit when using Memoryswap limit, see usage");
        if (memory > 0 && memorySwap > 0 && memorySwap < memory)
            throw EngineRefusalException.Invalid("Minimum memoryswap limit should be larger than memory limit, see usage");
        if (nanoCpus < 0 || nanoCpus > options.Cpus * 1_000_000_000L)
        {
            throw EngineRefusalException.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"Range of CPUs is from 0.01 to {options.Cpus}.00, as there are only {options.Cpus} CPUs available"));
        }
    }

    public static void CheckMountSource(string source, InMemoryEngineOptions options)
    {
        if (!options.Exists(source))
            throw EngineRefusalException.Invalid($"invalid mount config for type \"bind\": bind source path does not exist: {source}");
    }

    private static void CheckHost(HostConfig host, InMemoryEngineOptions options)
    {
        CheckPolicy(host.RestartPolicy);
        CheckLimits(host.Memory, host.MemorySwap, host.NanoCpus, options);
        if (host is { AutoRemove: true, RestartPolicy.Name: not ("" or "no") })
            throw EngineRefusalException.Invalid("can't create 'AutoRemove' container with restart policy");
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (Mount mount in host.Mounts ?? [])
        {
            if (mount.Type is not ("bind" or "volume" or "tmpfs")) throw EngineRefusalException.Invalid($"mount type unknown: \"{mount.Type}\"");
            if (!mount.Target.StartsWith('/'))
                throw EngineRefusalException.Invalid($"invalid mount config for type \"{mount.Type}\": invalid mount path: '{mount.Target}' mount path must be absolute");
            if (!targets.Add(mount.Target)) throw EngineRefusalException.Invalid($"Duplicate mount point: {mount.Target}");
            if (mount.Type is not "bind") continue;
            if (mount.Source is not { Length: > 0 } source || !source.StartsWith('/'))
                throw EngineRefusalException.Invalid($"invalid mount config for type \"bind\": invalid mount path: '{mount.Source}' mount path must be absolute");
            CheckMountSource(source, options);
        }

        foreach ((string key, IReadOnlyList<PortBinding>? bindings) in host.PortBindings ?? new Dictionary<string, IReadOnlyList<PortBinding>?>(StringComparer.Ordinal))
        {
            if (!PortPattern().IsMatch(key)) throw EngineRefusalException.Invalid($"invalid port specification: \"{key}\"");
            foreach (PortBinding binding in bindings ?? [])
            {
                if (!HostPortPattern().IsMatch(binding.HostPort ?? "")) throw EngineRefusalException.Invalid($"invalid port specification: \"{binding.HostPort}\"");
            }
        }
    }

    private static void CheckHealth(HealthCheck? check)
    {
        foreach ((string field, long? value) in new[] { ("Interval", check?.Interval), ("Timeout", check?.Timeout), ("StartPeriod", check?.StartPeriod) })
        {
            if (value is not null and not 0 and < LeastHealthDuration)
                throw EngineRefusalException.Invalid($"{field} in Healthcheck cannot be less than 1ms");
        }

        if (check?.Retries < 0) throw EngineRefusalException.Invalid("Retries in Healthcheck cannot be negative");
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[0-9]{1,5}(/(tcp|udp|sctp))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex PortPattern();

    [GeneratedRegex("^([0-9]{1,5}(-[0-9]{1,5})?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex HostPortPattern();
}
