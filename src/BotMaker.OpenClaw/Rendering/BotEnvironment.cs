using System.Globalization;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>The container's environment. It never carries a secret: anybody who may inspect the container reads it.</summary>
internal static class BotEnvironment
{
    private const string NodeOptions = "NODE_OPTIONS";
    private const string HeapCap = "--max-old-space-size";

    // Node sizes its heap by the host, so a gateway in a tight limit is killed before it collects. The rest is for its helpers and buffers.
    private const double HeapShare = 0.65;

    // Releases ignore the variables that they do not know yet, so all of them get the same.
    public static ValueMap<string> Render(BotSpec spec)
    {
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENCLAW_DISABLE_BONJOUR"] = "1",
            ["OPENCLAW_NO_AUTO_UPDATE"] = "1",
        };
        foreach (var (name, value) in spec.Env)
        {
            if (!PinnedEnvironment.IsPinned(name, out _)) environment[name] = value;
        }

        environment["HOME"] = ContainerPaths.UserHome;
        environment["OPENCLAW_CONFIG_PATH"] = ContainerPaths.ConfigFile;
        environment["OPENCLAW_STATE_DIR"] = ContainerPaths.State;
        environment["OPENCLAW_SUPERVISOR_MODE"] = "external";
        environment["OPENCLAW_WORKSPACE_DIR"] = ContainerPaths.Workspace(spec.Workspace);
        environment["XDG_CACHE_HOME"] = ContainerPaths.Cache;
        if (spec.ConfigDrift == ConfigDrift.Enforce) environment["OPENCLAW_CONFIG_READONLY"] = "1";
        if (spec.Resources.MemoryBytes is { } memory) CapHeap(environment, memory);
        return environment.ToValueMap();
    }

    private static void CapHeap(SortedDictionary<string, string> environment, long memory)
    {
        environment.TryGetValue(NodeOptions, out var options);
        if (options is not null && options.Contains(HeapCap, StringComparison.Ordinal)) return;
        var megabytes = (long)(memory * HeapShare / (1024 * 1024));
        var cap = string.Create(CultureInfo.InvariantCulture, $"{HeapCap}={megabytes}");
        environment[NodeOptions] = string.IsNullOrWhiteSpace(options) ? cap : $"{options.Trim()} {cap}";
    }
}
