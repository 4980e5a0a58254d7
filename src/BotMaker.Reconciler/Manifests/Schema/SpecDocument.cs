using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>A spec in the form of a manifest, as JSON: <c>3m</c>, <c>2Gi</c>, camelCase. It holds references to secrets, never values.</summary>
public static class SpecDocument
{
    /// <summary>The whole document: apiVersion, kind, metadata and spec, with every default spelled out.</summary>
    public static JsonObject Write(DesiredBot bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return new JsonObject
        {
            ["apiVersion"] = DocumentSchema.ApiVersion,
            ["kind"] = DocumentSchema.Bot,
            ["metadata"] = DocumentSchema.Metadata.Write(new BotMetadata(bot.Id.Value, bot.Labels, bot.Annotations)),
            ["spec"] = Write(bot.Spec),
        };
    }

    /// <summary>Only what stands under <c>spec</c>.</summary>
    public static JsonObject Write(BotSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return SpecSchema.Spec.Write(spec);
    }

    /// <summary>Indented UTF-8 with a line feed at the end.</summary>
    public static byte[] ToUtf8(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, ManifestJson.Writer)) document.WriteTo(writer);
        buffer.Write("\n"u8);
        return buffer.ToArray();
    }

    /// <summary>The spec that <see cref="Write(BotSpec)"/> wrote. Keys that this version does not know are skipped.</summary>
    /// <exception cref="FormatException">It is not a spec, with what is wrong.</exception>
    public static BotSpec ReadSpec(JsonElement element)
    {
        var diagnostics = new DiagnosticBag();
        bool read = SpecSchema.Spec.TryRead(JsonNodes.From(element, "spec"), FieldPath.Of("spec"), new Binding(diagnostics, lenient: true), out var spec);
        return read && diagnostics.Errors == 0 ? spec : throw new FormatException(Problems(diagnostics));
    }

    internal static BotMetadata ReadMetadata(JsonElement element)
    {
        var diagnostics = new DiagnosticBag();
        bool read = DocumentSchema.Metadata.TryRead(JsonNodes.From(element, "metadata"), FieldPath.Of("metadata"), new Binding(diagnostics, lenient: true), out var metadata);
        return read && diagnostics.Errors == 0 ? metadata : throw new FormatException(Problems(diagnostics));
    }

    private static string Problems(DiagnosticBag diagnostics) =>
        diagnostics.Found.Aggregate(new StringBuilder(), (text, found) => text.Append(text.Length == 0 ? "" : " ").Append(found.Path).Append(": ").Append(found.Message)).ToString();
}
