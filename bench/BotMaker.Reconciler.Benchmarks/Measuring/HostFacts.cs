using System.Globalization;
using System.Runtime.InteropServices;

namespace BotMaker.Reconciler.Benchmarks.Measuring;

/// <summary>Where the figures come from: without it they say little.</summary>
internal static class HostFacts
{
    /// <summary>Runnable threads over the last minute.</summary>
    public static string Load => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public static string Describe(string? engine, string loadBefore)
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.OSArchitecture.ToString();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC; {Environment.ProcessorCount} cores ({model}); load {loadBefore} before, {Load} after; engine {engine ?? "none"}; {RuntimeInformation.FrameworkDescription}");
    }
}
