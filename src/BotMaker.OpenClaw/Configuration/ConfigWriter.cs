using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Configuration;

/// <summary>Writes a configuration as JSON: keys in ordinal order, two spaces, a line feed at the end. Equal trees give equal bytes.</summary>
internal static class ConfigWriter
{
    // Relaxed: the file is read by a JSON parser and by people, never pasted into a page.
    internal static readonly JsonWriterOptions Options = new() { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ConfigTree tree)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options)) Write(writer, tree);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, ConfigTree tree)
    {
        if (tree.Value is { } value)
        {
            Write(writer, value);
            return;
        }

        writer.WriteStartObject();
        foreach (var (name, child) in tree.Children)
        {
            writer.WritePropertyName(name);
            Write(writer, child);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DataNode value)
    {
        switch (value)
        {
            case DataNode.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case DataNode.Flag flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case DataNode.Number number:
                writer.WriteRawValue(number.Literal);
                break;
            case DataNode.Null:
                writer.WriteNullValue();
                break;
            case DataNode.Sequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case DataNode.Map map:
                writer.WriteStartObject();
                foreach (var (name, entry) in map.Entries)
                {
                    writer.WritePropertyName(name);
                    Write(writer, entry);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType().Name} has no form in JSON; secrets are replaced before writing.");
        }
    }
}
