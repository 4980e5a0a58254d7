using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Json;

/// <summary>For text members that promise not to be null.</summary>
internal sealed class NullAsEmptyString : JsonConverter<string>
{
    public override bool HandleNull => true;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() ?? "";

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
