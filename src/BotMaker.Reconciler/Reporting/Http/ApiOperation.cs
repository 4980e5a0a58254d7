using System.Text.Json.Serialization.Metadata;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>What the API's description says of a route; carried by the route itself, so that the description cannot fall behind.</summary>
/// <param name="Summary">One sentence.</param>
internal sealed record ApiOperation(string Summary)
{
    /// <summary>The body that it takes; null: none.</summary>
    public JsonTypeInfo? Request { get; init; }

    /// <summary>The document that it answers with; of a stream, that of each event.</summary>
    public JsonTypeInfo? Answer { get; init; }

    /// <summary>Names of the query to what they mean.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Query { get; init; } = [];

    /// <summary>It answers with server-sent events: always, or when its query asks for that.</summary>
    public bool Streams { get; init; }
}
