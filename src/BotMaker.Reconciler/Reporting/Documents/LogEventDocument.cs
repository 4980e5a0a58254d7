using System.Text.Json.Serialization;

namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>One event of a stream of output; what does not belong to its type is left out.</summary>
/// <param name="Type"><c>line</c>, <c>mark</c> (what happened to the stream), <c>dropped</c> (lines lost by a reader that is too slow), <c>end</c>.</param>
public sealed record LogEventDocument(string Type)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Time { get; init; }

    /// <summary><c>stdout</c> or <c>stderr</c>; with a terminal always the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stream { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>The line was longer than 64 KiB; the rest is gone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Cut { get; init; }

    /// <summary>How many lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Dropped { get; init; }
}
