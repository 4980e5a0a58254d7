using System.Text;

namespace BotMaker.Prometheus.Naming;

/// <summary>A tag key as a legal label name, ready to be written.</summary>
/// <param name="Name">The legal name.</param>
/// <param name="Opening">The bytes <c>name="</c>.</param>
/// <param name="Changed">True when the key was not legal as it stood, so that two keys may have become one name.</param>
internal sealed record LabelName(string Name, byte[] Opening, bool Changed)
{
    /// <param name="key">The tag key as it was recorded.</param>
    /// <param name="inHistogram">In a histogram <c>le</c> is the format's own label: a tag of that name becomes <c>exported_le</c>.</param>
    public static LabelName From(string key, bool inHistogram)
    {
        var name = Sanitise(key);
        if (inHistogram && string.Equals(name, "le", StringComparison.Ordinal))
            name = "exported_le";
        return new LabelName(name, Encoding.UTF8.GetBytes(name + "=\""), !string.Equals(name, key, StringComparison.Ordinal));
    }

    private static string Sanitise(string key)
    {
        var result = new StringBuilder(key.Length + 1);
        foreach (var c in key)
        {
            if (char.IsAsciiDigit(c) && result.Length == 0)
                result.Append('_');
            // Names that begin with two underscores are Prometheus' own (`__name__`).
            var legal = char.IsAsciiLetterOrDigit(c) ? c : '_';
            if (legal == '_' && result.Length == 1 && result[0] == '_')
                continue;
            result.Append(legal);
        }
        return result.Length == 0 ? "_" : result.ToString();
    }
}
