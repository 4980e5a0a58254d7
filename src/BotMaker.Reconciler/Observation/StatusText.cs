using System.Globalization;
using BotMaker.Reconciler.Core.Model.Observed;

namespace BotMaker.Reconciler.Observation;

/// <summary>The sentence for people that a list carries is the only place there of health and exit code: <c>Up 2 minutes (healthy)</c>, <c>Exited (137) 3 hours ago</c>.</summary>
internal static class StatusText
{
    public static ContainerHealthState Health(string? status) => status switch
    {
        not null when status.EndsWith("(healthy)", StringComparison.Ordinal) => ContainerHealthState.Healthy,
        not null when status.EndsWith("(unhealthy)", StringComparison.Ordinal) => ContainerHealthState.Unhealthy,
        not null when status.EndsWith("(health: starting)", StringComparison.Ordinal) => ContainerHealthState.Starting,
        _ => ContainerHealthState.None,
    };

    public static long? ExitCode(string? status)
    {
        if (status is null) return null;
        var open = status.IndexOf('(', StringComparison.Ordinal);
        var close = status.IndexOf(')', StringComparison.Ordinal);
        if (open < 0 || close < open) return null;
        return long.TryParse(status.AsSpan(open + 1, close - open - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) ? code : null;
    }
}
