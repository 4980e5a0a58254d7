using System.Globalization;

namespace BotMaker.Reconciler.Benchmarks.Measuring;

/// <summary>What a process of this host has used so far.</summary>
/// <param name="Cpu">User and system time of all its threads, in steps of 10 ms.</param>
/// <param name="ResidentBytes">RSS.</param>
internal sealed record ProcessUsage(TimeSpan Cpu, long ResidentBytes)
{
    private const long TicksPerSecond = 100;
    private const int UserTimeField = 11;

    public static ProcessUsage Of(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");

        // The name in parentheses may hold blanks.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[UserTimeField], CultureInfo.InvariantCulture) + long.Parse(fields[UserTimeField + 1], CultureInfo.InvariantCulture);
        var resident = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kibibytes = resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return new(TimeSpan.FromSeconds((double)ticks / TicksPerSecond), long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024);
    }
}
