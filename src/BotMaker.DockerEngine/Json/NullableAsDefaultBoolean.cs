using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Json;

/// <summary>Reads null as the default: some engines write null where others leave a member out.</summary>
internal sealed class NullableAsDefaultBoolean : JsonConverter<bool>
{
    public override bool HandleNull => true;

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.Null ? default : reader.GetBoolean();

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
