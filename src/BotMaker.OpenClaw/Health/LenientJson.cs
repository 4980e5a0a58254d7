using System.Text.Json;

namespace BotMaker.OpenClaw.Health;

/// <summary>Reads what a release prints: what is missing or of another kind is null, and lines before the JSON are skipped.</summary>
internal static class LenientJson
{
    public static JsonDocument? TryParseObject(string text)
    {
        // Warnings of the command line stand before the document, on lines of their own.
        for (var start = text.IndexOf('{', StringComparison.Ordinal); start >= 0; start = text.IndexOf("\n{", start, StringComparison.Ordinal) is >= 0 and var next ? next + 1 : -1)
        {
            try
            {
                var document = JsonDocument.Parse(text.AsMemory(start).TrimEnd());
                if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
                document.Dispose();
            }
            catch (JsonException)
            {
                // Not the beginning of the document: the next line may be.
            }
        }

        return null;
    }

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static bool? Flag(this JsonElement element, string name) => element.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } member ? member.EnumerateObject() : [];

    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        element.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);
}
