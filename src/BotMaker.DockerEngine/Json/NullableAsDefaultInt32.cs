using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Json;

/// <summary>Reads null as the default: some engines write null where others leave a member out.</summary>
internal sealed class NullableAsDefaultInt32 : JsonConverter<int>
{
    public override bool HandleNull => true;

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String => int.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("a number was expected"),
        _ => reader.GetInt32(),
    };

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
