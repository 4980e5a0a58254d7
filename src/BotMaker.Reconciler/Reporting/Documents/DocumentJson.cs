using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>The API's documents as JSON: camelCase, nulls written, details left out where there are none.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BotListDocument))]
[JsonSerializable(typeof(BotDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(VersionDocument))]
[JsonSerializable(typeof(ReconcileDocument))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(RemovedDocument))]
[JsonSerializable(typeof(HoldRequestDocument))]
[JsonSerializable(typeof(RequestDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(HoldDocument))]
[JsonSerializable(typeof(ReleaseDocument))]
[JsonSerializable(typeof(FleetDocument))]
[JsonSerializable(typeof(TokenDocument))]
[JsonSerializable(typeof(UiDocument))]
[JsonSerializable(typeof(LogEventDocument))]
[JsonSerializable(typeof(PruneDocument))]
[JsonSerializable(typeof(PruneRequestDocument))]
[JsonSerializable(typeof(TrashListDocument))]
[JsonSerializable(typeof(UndeleteDocument))]
[JsonSerializable(typeof(EventListDocument))]
[JsonSerializable(typeof(BotEventDocument))]
public sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>For people: indented, and text stays readable because it never meets HTML.</summary>
    public static DocumentJson ForPeople { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
