using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The engine's health bookkeeping of one run.</summary>
internal sealed class HealthRecord
{
    private const int KeptProbes = 5;

    private readonly Queue<HealthProbeResult> _log = new(KeptProbes);

    public string Status { get; set; } = "starting";

    public int FailingStreak { get; private set; }

    /// <returns>Whether the status changed.</returns>
    public bool Record(HealthProbeResult probe, int retries, bool inStartPeriod)
    {
        if (_log.Count == KeptProbes) _log.Dequeue();
        _log.Enqueue(probe);
        string before = Status;
        if (probe.ExitCode == 0)
        {
            FailingStreak = 0;
            Status = "healthy";
        }
        else if (!(inStartPeriod && Status is "starting"))
        {
            // During the start period failures do not count as long as no probe has passed.
            FailingStreak++;
            if (FailingStreak >= retries) Status = "unhealthy";
        }

        return !string.Equals(before, Status, StringComparison.Ordinal);
    }

    public ContainerHealth View() => new() { Status = Status, FailingStreak = FailingStreak, Log = [.. _log] };
}
