using System.Text.Json.Nodes;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>The JSON Schema of manifests, for editors, from the same tables that manifests are read with.</summary>
public static class ManifestSchema
{
    /// <summary>Draft 2020-12; it covers Bot and BotDefaults.</summary>
    public static JsonObject Build() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = "https://botmaker.dev/schemas/v1alpha1.json",
        ["title"] = "BotMaker manifest",
        ["description"] = "What a bot shall be, or the defaults of a directory of bots.",
        ["type"] = "object",
        ["required"] = new JsonArray("apiVersion", "kind"),
        ["properties"] = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["const"] = DocumentSchema.ApiVersion },
            ["kind"] = new JsonObject { ["enum"] = new JsonArray(DocumentSchema.Bot, DocumentSchema.Defaults) },
        },
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = DocumentSchema.Defaults } } },
        ["then"] = Document(DocumentSchema.DefaultsMetadata.JsonSchema(), "apiVersion", "kind"),
        ["else"] = Document(DocumentSchema.Metadata.JsonSchema(), "apiVersion", "kind", "metadata"),
        ["$defs"] = new JsonObject { ["spec"] = SpecSchema.Spec.JsonSchema() },
    };

    private static JsonObject Document(JsonObject metadata, params ReadOnlySpan<string> required)
    {
        JsonArray names = [];
        foreach (string name in required) names.Add((JsonNode)name);
        return new JsonObject
        {
            ["additionalProperties"] = false,
            ["required"] = names,
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = true,
                ["kind"] = true,
                ["metadata"] = metadata,
                ["spec"] = new JsonObject { ["$ref"] = "#/$defs/spec" },
            },
        };
    }
}
