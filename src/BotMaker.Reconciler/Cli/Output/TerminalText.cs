using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>What a bot says may hold what a terminal obeys: titles, clipboards, answers as if they were typed. On a terminal it is shown and not obeyed.</summary>
internal static partial class TerminalText
{
    /// <param name="text">Of one line.</param>
    /// <param name="keepColours">Leaves colours as they are, and ends them with the line.</param>
    public static string Harmless(string text, bool keepColours)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')) return text;
        var shown = new StringBuilder(text.Length + 16);
        var (from, hasColours) = (0, false);
        foreach (Match colour in Colours().Matches(text))
        {
            Append(shown, text.AsSpan(from, colour.Index - from));
            if (keepColours) shown.Append(colour.ValueSpan);
            hasColours |= keepColours;
            from = colour.Index + colour.Length;
        }

        Append(shown, text.AsSpan(from));
        return hasColours ? shown.Append("\u001b[0m").ToString() : shown.ToString();
    }

    private static void Append(StringBuilder shown, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) && character != '\t') shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            else shown.Append(character);
        }
    }

    [GeneratedRegex("\u001b\\[[0-9;:]{0,40}m", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colours();
}
