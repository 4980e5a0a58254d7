using System.Text.Json.Nodes;

namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>A bot as the API and <c>get -o json</c> show it. The shape is part of the contract.</summary>
public sealed record BotDocument
{
    public required BotMetadataDocument Metadata { get; init; }

    /// <summary>In the form of a manifest, defaults applied; null while no valid manifest was ever seen.</summary>
    public JsonObject? Spec { get; init; }

    public required BotStatusDocument Status { get; init; }

    /// <summary>Only when one bot is asked for.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public BotDetailDocument? Detail { get; init; }
}
