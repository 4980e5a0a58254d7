using System.Text.RegularExpressions;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>Which bots a file may be about that cannot be parsed.</summary>
internal static partial class MentionedNames
{
    public static IReadOnlySet<string> In(string content)
    {
        try
        {
            return Name().Matches(content).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        }
        catch (RegexMatchTimeoutException)
        {
            return new HashSet<string>(StringComparer.Ordinal);
        }
    }

    [GeneratedRegex("""\bname["']?\s{0,8}:\s{0,8}["']?(?<name>[a-z0-9][a-z0-9-]{0,39})""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Name();
}
