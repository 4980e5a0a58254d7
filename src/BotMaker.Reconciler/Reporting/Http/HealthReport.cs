namespace BotMaker.Reconciler.Reporting.Http;

/// <param name="Problems">Why the answer is no; empty for yes.</param>
public sealed record HealthReport(IReadOnlyList<string> Problems)
{
    public bool IsGood => Problems.Count == 0;
}
