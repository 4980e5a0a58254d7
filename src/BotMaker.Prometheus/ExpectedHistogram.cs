namespace BotMaker.Prometheus;

/// <summary>
/// A histogram whose series are known before their first value. They are on the page from the start, with zero, so that a rate over the first
/// value is seen; the SDK itself makes a histogram's series with its first value.
/// </summary>
/// <param name="Instrument">The instrument's name.</param>
/// <param name="Unit">The instrument's unit; null where it has none.</param>
/// <param name="Description">The instrument's description.</param>
/// <param name="Bounds">Upper bounds of the buckets, ascending, without infinity; those that the instrument has.</param>
public sealed record ExpectedHistogram(string Instrument, string? Unit, string? Description, IReadOnlyList<double> Bounds)
{
    /// <summary>The tags of each series. By default one series without tags.</summary>
    public IReadOnlyList<IReadOnlyList<KeyValuePair<string, object?>>> Series { get; init; } = [[]];
}
