using System.Globalization;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Reads the variables with which the demo's stub image is told to misbehave.</summary>
internal static class StubEnvironment
{
    private const string Prefix = "STUB_";

    public static SimulatedProcess Read(IReadOnlyList<string> environment)
    {
        SimulatedProcess process = SimulatedProcess.Gateway;
        foreach (string entry in environment)
        {
            if (!entry.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            int equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) process = Apply(process, entry[Prefix.Length..equals], entry[(equals + 1)..]);
        }

        return process;
    }

    private static SimulatedProcess Apply(SimulatedProcess process, string name, string value) => name switch
    {
        "NEVER_HEALTHY" when IsOn(value) => process with { HealthyAfter = null },
        // Never healthy wins over a delay, whichever comes first in the environment.
        "HEALTHY_AFTER" when process.HealthyAfter is not null && Seconds(value) is { } after => process with { HealthyAfter = after },
        "CRASH_AFTER" when Seconds(value) is { } after => process with { ExitsAfter = after, ExitCode = process.ExitCode == 0 ? 1 : process.ExitCode },
        "EXIT_CODE" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int code) => process with { ExitCode = code },
        "IGNORE_TERM" when IsOn(value) => process with { IgnoresStopSignal = true },
        _ => process,
    };

    private static bool IsOn(string value) => value is "1" or "true";

    private static TimeSpan? Seconds(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
