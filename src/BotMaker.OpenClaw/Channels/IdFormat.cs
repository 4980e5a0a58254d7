using System.Text.RegularExpressions;

namespace BotMaker.OpenClaw.Channels;

/// <summary>What an entry of <c>allowFrom</c> looks like on a channel.</summary>
/// <param name="Description">For a message: <c>the numeric user id</c>.</param>
/// <param name="Example">A made-up entry.</param>
/// <param name="Pattern">A regular expression that the whole entry must match.</param>
public sealed record IdFormat(string Description, string Example, string Pattern)
{
    /// <summary>Everybody: only sensible with the policy <c>open</c>.</summary>
    public const string Everybody = "*";

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Whether OpenClaw can match the entry with a sender. <c>*</c> and access groups are well-formed on every channel.</summary>
    public bool IsMatch(string entry) =>
        string.Equals(entry, Everybody, StringComparison.Ordinal)
        || (entry.StartsWith("accessGroup:", StringComparison.Ordinal) && entry.Length > "accessGroup:".Length)
        || Regex.IsMatch(entry, $"^(?:{Pattern})\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTimeout);
}
