using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Codes;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>What stands around <c>spec</c>.</summary>
internal static class DocumentSchema
{
    public const string ApiVersion = "botmaker.dev/v1alpha1";
    public const string Bot = "Bot";
    public const string Defaults = "BotDefaults";

    public static readonly IReadOnlyList<string> Keys = ["apiVersion", "kind", "metadata", "spec"];

    public const string NamePattern = "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$";

    private static readonly TextType Annotation = new("text");

    private static readonly BoundField<BotMetadata, string> Name = new(
        "name", new TextType("bot name", NameProblem, NamePattern) { Code = SchemaCodes.Name }, m => m.Name, (m, v) => m with { Name = v },
        "The bot's id: lower-case letters, digits and '-', at most 40, no '-' at either end.", required: true);

    public static readonly ObjectType<BotMetadata> Metadata = new(
        new BotMetadata("", default, default),
        Name,
        new BoundField<BotMetadata, ValueMap<string>>("labels", SpecSchema.Tags, m => m.Labels, (m, v) => m with { Labels = v }, "Copied to the container. They may not begin with botmaker. or com.docker., nor use a name of the engine's events."),
        new BoundField<BotMetadata, ValueMap<string>>("annotations", new MapType<string>(Annotation, Forms.LabelKey), m => m.Annotations, (m, v) => m with { Annotations = v }, "Notes. botmaker.dev/deletion-policy says what a deletion does: Delete, Retain or Orphan."));

    /// <summary>Defaults stand for a directory; a name is only for people.</summary>
    public static readonly ObjectType<BotMetadata> DefaultsMetadata = new(
        new BotMetadata("", default, default),
        new BoundField<BotMetadata, string>("name", TextType.Any, m => m.Name.Length == 0 ? null : m.Name, (m, v) => m with { Name = v }, "For people only."));

    private static string? NameProblem(string text) => BotId.TryParse(text, out _)
        ? null
        : "A bot's name has lower-case letters, digits and '-', at most 40, and no '-' at either end.";
}
