using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>
/// A type of the manifest schema. Reading, writing, the JSON Schema and the documentation all come from here, so that they cannot
/// disagree. <c>Read(Write(value)) == value</c>.
/// </summary>
internal abstract class FieldType<T>
{
    /// <summary>For the documentation, for example <c>duration</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Reports everything that is wrong. False: there is no value.</summary>
    public abstract bool TryRead(ManifestNode node, FieldPath path, Binding binding, [MaybeNullWhen(false)] out T value);

    /// <summary>Null is a value of this type with a word of its own, and not "not set".</summary>
    public virtual bool WritesNull => false;

    public abstract JsonNode? Write(T value);

    public abstract JsonObject JsonSchema();

    /// <summary>The fields inside, for the documentation.</summary>
    public virtual IEnumerable<FieldDoc> Describe(string path) => [];
}
