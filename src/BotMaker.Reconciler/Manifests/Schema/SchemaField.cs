using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>A named field of <typeparamref name="TOwner"/>.</summary>
internal abstract class SchemaField<TOwner>(string name, string summary, bool required)
{
    public string Name => name;

    /// <summary>One or two sentences, for editors and the documentation.</summary>
    public string Summary => summary;

    public bool Required => required;

    /// <summary>Required, but it may come from a BotDefaults document.</summary>
    public bool Inheritable { get; init; }

    public abstract TOwner Read(ManifestNode node, FieldPath path, Binding binding, TOwner owner);

    /// <returns>Null: nothing to write, because reading nothing gives the same.</returns>
    public abstract JsonNode? Write(TOwner owner, TOwner initial);

    public abstract JsonObject JsonSchema(TOwner initial);

    public abstract IEnumerable<FieldDoc> Describe(string path, TOwner initial);
}
