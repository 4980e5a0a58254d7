using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>How manifests are written as JSON.</summary>
internal static class ManifestJson
{
    /// <summary>For files and terminals, never for HTML: text stays readable.</summary>
    public static readonly JsonWriterOptions Writer = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line, as <see cref="Writer"/>.</summary>
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
