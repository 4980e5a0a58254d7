using System.Globalization;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Reads the variables with which the demo's stub image is told to misbehave. A switch is on when its variable is not empty.</summary>
internal static class StubEnvironment
{
    public static SimulatedProcess Read(IReadOnlyList<string> environment)
    {
        if (Number("STUB_EXIT_AT_START") is { } atStart) return SimulatedProcess.Gateway with { ExitsAfter = TimeSpan.Zero, ExitCode = (int)atStart };
        int? exitCode = (int?)Number("STUB_EXIT_CODE");
        return SimulatedProcess.Gateway with
        {
            HealthyAfter = IsOn("STUB_NEVER_HEALTHY") ? null : TimeSpan.FromSeconds(Number("STUB_HEALTHY_AFTER") ?? 0),
            ExitsAfter = Number("STUB_CRASH_AFTER") is { } after ? TimeSpan.FromSeconds(after) : null,
            ExitCode = exitCode ?? 1,
            StopExitCode = exitCode ?? 0,
            IgnoresStopSignal = IsOn("STUB_IGNORE_TERM"),
        };

        bool IsOn(string name) => Value(name) is { Length: > 0 };

        double? Number(string name) =>
            double.TryParse(Value(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;

        // The first of two wins: the request's entries stand before the image's.
        string? Value(string name)
        {
            string? entry = environment.FirstOrDefault(entry => entry.StartsWith(name, StringComparison.Ordinal) && entry.Length > name.Length && entry[name.Length] == '=');
            return entry?[(name.Length + 1)..];
        }
    }
}
