using System.Globalization;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>Judges the daemon from what its loops leave behind. A no of <see cref="Alive"/> restarts the daemon, so it says so only when there is no doubt.</summary>
internal sealed class HealthChecks(DaemonOptions options, IBotSource source, DaemonGraph graph, ReconcilerMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const int MissedTurns = 4;

    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>The loops turn. An engine that is out of reach is no reason for a no: a restart would not help.</summary>
    public HealthReport Alive()
    {
        List<string> problems = [];
        Check(problems, "the manifests were not scanned", source.Current.ScannedAt, options.Manifests.RescanInterval);
        if (graph.Availability.IsUp) Check(problems, "the bots were not listed", metrics.LastRelist, options.Engine.ResyncInterval);
        return new(problems);
    }

    /// <summary>What is shown was seen: manifests and engine, and the engine still answers.</summary>
    public HealthReport Ready()
    {
        List<string> problems = [];
        if (source.Current.ScannedAt is null) problems.Add("The manifests have not been read yet.");
        if (metrics.LastRelist is null) problems.Add("The bots have not been listed by the engine yet.");
        if (!graph.Availability.IsUp) problems.Add("The engine does not answer.");
        return new(problems);
    }

    private void Check(List<string> problems, string what, DateTimeOffset? last, TimeSpan interval)
    {
        var age = time.GetUtcNow() - (last ?? _started);
        if (age > Patience + (interval * MissedTurns))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"For {age.TotalSeconds:0} s {what}, which should happen every {interval.TotalSeconds:0} s."));
    }
}
