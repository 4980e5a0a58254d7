using System.Globalization;
using System.Text;

namespace BotMaker.Prometheus.Tests;

/// <summary>The format written in the plainest way, from its description: what the fast writer is compared with.</summary>
internal static class NaiveWriter
{
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        return value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }

    public static string LabelValue(string value)
    {
        var result = new StringBuilder();
        foreach (var c in value)
        {
            if (c == '\\')
                result.Append('\\').Append('\\');
            else if (c == '"')
                result.Append('\\').Append('"');
            else if (c == '\n')
                result.Append('\\').Append('n');
            else
                result.Append(c);
        }
        return result.ToString();
    }

    public static string Help(string help, bool openMetrics) =>
        openMetrics ? LabelValue(help) : LabelValue(help).Replace("\\\"", "\"", StringComparison.Ordinal);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
