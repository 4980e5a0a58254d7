using System.Text;

namespace BotMaker.OpenClaw.Configuration;

/// <summary>Writes the place of a value in a configuration: <c>channels.telegram.groups["-100.5"].requireMention</c>.</summary>
internal static class ConfigPath
{
    public static string Format(IEnumerable<string> segments)
    {
        var text = new StringBuilder();
        foreach (var segment in segments)
        {
            if (segment.Length > 0 && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$' or '/'))
                text.Append(text.Length == 0 ? "" : ".").Append(segment);
            else
                text.Append("[\"").Append(segment.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"]");
        }

        return text.ToString();
    }
}
