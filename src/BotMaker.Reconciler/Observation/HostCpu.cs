using System.Globalization;

namespace BotMaker.Reconciler.Observation;

/// <summary>This host's CPU, read from the kernel's files. What cannot be read is null.</summary>
/// <param name="root">Where <c>proc</c> and <c>sys</c> are.</param>
public sealed class HostCpu(string root = "/")
{
    /// <summary>Time in which something had to wait for a CPU, since the boot.</summary>
    public TimeSpan? Stalled()
    {
        // some avg10=0.00 avg60=0.00 avg300=0.00 total=7757871758
        var line = Lines("proc/pressure/cpu").FirstOrDefault(line => line.StartsWith("some ", StringComparison.Ordinal));
        return Number(line?.Split("total=").ElementAtOrDefault(1)) is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null;
    }

    /// <summary>Average number of tasks that wanted a CPU within the last minute, for kernels that do not tell pressure.</summary>
    public double? Load() =>
        double.TryParse(Lines("proc/loadavg").FirstOrDefault()?.Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var load) ? load : null;

    /// <summary>CPU time that the container of this process has used.</summary>
    public TimeSpan? UsedBy(int processId)
    {
        foreach (var line in Lines(string.Create(CultureInfo.InvariantCulture, $"proc/{processId}/cgroup")))
        {
            // 0::/system.slice/docker-<id>.scope, or 2:cpuacct:/docker/<id>
            if (line.Split(':', 3) is not [_, var controllers, var group] || group.Length < 2) continue;
            if (controllers.Split(',').Contains("cpuacct", StringComparer.Ordinal))
            {
                if (Number(Lines($"sys/fs/cgroup/cpuacct{group}/cpuacct.usage").FirstOrDefault()) is { } nanoseconds) return TimeSpan.FromMicroseconds(nanoseconds / 1000.0);
            }
            else if (controllers.Length == 0)
            {
                var used = Lines($"sys/fs/cgroup{group}/cpu.stat").FirstOrDefault(stat => stat.StartsWith("usage_usec ", StringComparison.Ordinal));
                if (Number(used?.Split(' ')[1]) is { } microseconds) return TimeSpan.FromMicroseconds(microseconds);
            }
        }

        return null;
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(root, path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Not this kind of host, or the process has ended.
            return [];
        }
    }
}
