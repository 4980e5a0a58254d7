using OpenTelemetry;
using OpenTelemetry.Logs;

namespace BotMaker.Reconciler.Hosting.Telemetry;

/// <summary>Takes secret values out of a log record before it leaves: out of its text, its values and its exception.</summary>
internal sealed class RedactedLogs(Func<string, string> redact) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.FormattedMessage is { } message) data.FormattedMessage = redact(message);
        List<KeyValuePair<string, object?>> values = [.. (data.Attributes ?? []).Select(Redacted)];
        if (data.Exception is { } exception)
        {
            // The exporter would write it as it is.
            values.Add(new("exception.type", exception.GetType().FullName));
            values.Add(new("exception.message", redact(exception.Message)));
            values.Add(new("exception.stacktrace", redact(exception.ToString())));
            data.Exception = null;
        }

        data.Attributes = values;
    }

    private KeyValuePair<string, object?> Redacted(KeyValuePair<string, object?> value) =>
        value.Value is null or bool or byte or short or int or long or float or double or Enum
            ? value
            : new(value.Key, redact(Convert.ToString(value.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));
}
