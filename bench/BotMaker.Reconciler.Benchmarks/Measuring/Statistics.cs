namespace BotMaker.Reconciler.Benchmarks.Measuring;

internal static class Statistics
{
    public static TimeSpan Median(this IEnumerable<TimeSpan> samples)
    {
        var sorted = samples.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest sample that at least this share of all does not exceed.</summary>
    public static TimeSpan Percentile(this IEnumerable<TimeSpan> samples, double share)
    {
        var sorted = samples.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
