using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotMaker.Reconciler.Hosting.Logging;

/// <summary>One object a line; <c>bot</c> and <c>reconcile</c> are fields, and so is everything else that the event carries.</summary>
internal sealed class JsonLogLine : LogLineWriter
{
    private static readonly string[] Taken = ["bot", "botid", "reconcile", "reconcileid"];

    public override string Write(LogLine line)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("time", line.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("level", TextLogLine.Name(line.Level));
            json.WriteString("category", line.Category);
            json.WriteNumber("event", line.Event.Id);
            json.WriteString("message", line.Message);
            if (line.Bot is { } bot) json.WriteString("bot", bot);
            if (line.Reconcile is { } reconcile) json.WriteString("reconcile", reconcile);
            WriteFields(json, line);
            if (line.Exception is { } exception) json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteFields(Utf8JsonWriter json, LogLine line)
    {
        if (!line.Fields.Any(field => !IsTaken(field.Key))) return;
        json.WriteStartObject("fields");
        foreach (var (name, value) in line.Fields)
        {
            if (!IsTaken(name)) json.WriteString(name, value?.ToString());
        }

        json.WriteEndObject();
    }

    private static bool IsTaken(string name) => Taken.Contains(name, StringComparer.OrdinalIgnoreCase);
}
