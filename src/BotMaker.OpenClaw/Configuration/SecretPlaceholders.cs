using System.Buffers;
using System.Text;
using System.Text.Json;

namespace BotMaker.OpenClaw.Configuration;

/// <summary>Stand-ins for secret values in a configuration of a release without references.</summary>
public static class SecretPlaceholders
{
    private const string Prefix = "botmaker-secret:";

    public static string For(string id) => Prefix + id;

    /// <summary>Puts the values in place. The result is a secret as a whole.</summary>
    /// <param name="document">As rendered.</param>
    /// <param name="values">By the secret's id.</param>
    /// <exception cref="KeyNotFoundException">A placeholder has no value; the message names the id.</exception>
    public static string Inline(string document, IReadOnlyDictionary<string, string> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var parsed = JsonDocument.Parse(document))
        using (var writer = new Utf8JsonWriter(buffer, ConfigWriter.Options))
            Write(writer, parsed.RootElement, values);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>The values that <see cref="Inline"/> put in place, by the secret's id; null where the second document was not made from the first, but for its values.</summary>
    public static IReadOnlyDictionary<string, string>? Extract(string document, string inlined)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document);
            using var filled = JsonDocument.Parse(inlined);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            return Collect(parsed.RootElement, filled.RootElement, values) ? values : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Collect(JsonElement element, JsonElement filled, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return filled.ValueKind == JsonValueKind.Object
                    && element.EnumerateObject().Count() == filled.EnumerateObject().Count()
                    && element.EnumerateObject().All(property => filled.TryGetProperty(property.Name, out var other) && Collect(property.Value, other, values));
            case JsonValueKind.Array:
                return filled.ValueKind == JsonValueKind.Array
                    && element.GetArrayLength() == filled.GetArrayLength()
                    && element.EnumerateArray().Zip(filled.EnumerateArray()).All(pair => Collect(pair.First, pair.Second, values));
            case JsonValueKind.String when element.GetString() is { } text && text.StartsWith(Prefix, StringComparison.Ordinal):
                if (filled.ValueKind != JsonValueKind.String) return false;
                values[text[Prefix.Length..]] = filled.GetString() ?? "";
                return true;
            default:
                return JsonElement.DeepEquals(element, filled);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, IReadOnlyDictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, values);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(writer, item, values);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when element.GetString() is { } text && text.StartsWith(Prefix, StringComparison.Ordinal):
                var id = text[Prefix.Length..];
                writer.WriteStringValue(values.TryGetValue(id, out var value) ? value : throw new KeyNotFoundException($"No value for the secret '{id}'."));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
