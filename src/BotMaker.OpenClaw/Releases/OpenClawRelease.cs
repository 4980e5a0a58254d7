using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BotMaker.OpenClaw.Releases;

/// <summary>A release of OpenClaw: <c>2026.9.6</c>, or <c>2026.9.6-beta.1</c>. Ordered by date; a pre-release comes before its release.</summary>
public sealed partial record OpenClawRelease(int Year, int Month, int Number) : IComparable<OpenClawRelease>
{
    /// <summary>The newest release whose facts we measured.</summary>
    public static readonly OpenClawRelease Newest = new(2026, 9, 6);

    /// <summary>The first release under the name OpenClaw.</summary>
    public static readonly OpenClawRelease Oldest = new(2026, 1, 29);

    /// <summary>For example <c>beta.1</c>; null for a release proper.</summary>
    public string? PreRelease { get; init; }

    public static bool operator <(OpenClawRelease left, OpenClawRelease right) => left.CompareTo(right) < 0;

    public static bool operator >(OpenClawRelease left, OpenClawRelease right) => left.CompareTo(right) > 0;

    public static bool operator <=(OpenClawRelease left, OpenClawRelease right) => left.CompareTo(right) <= 0;

    public static bool operator >=(OpenClawRelease left, OpenClawRelease right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// Takes <c>2026.9.6</c>, a leading <c>v</c>, pre-releases, and what image tags add: variants (<c>-slim</c>), rebuilds
    /// (<c>-r20260907</c>) and patch numbers (<c>-3</c>), none of which changes what the release understands.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OpenClawRelease? release)
    {
        release = null;
        if (text is null) return false;
        var match = Whole().Match(text);
        return match.Success && TryCreate(match, out release);
    }

    /// <exception cref="FormatException">The text is not a release.</exception>
    public static OpenClawRelease Parse(string text) =>
        TryParse(text, out var release) ? release : throw new FormatException($"'{text}' is not an OpenClaw release such as {Newest}.");

    public int CompareTo(OpenClawRelease? other)
    {
        if (other is null) return 1;
        var byDate = (Year, Month, Number).CompareTo((other.Year, other.Month, other.Number));
        if (byDate != 0) return byDate;
        return (PreRelease, other.PreRelease) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            var (mine, theirs) => ComparePreReleases(mine, theirs),
        };
    }

    public override string ToString()
    {
        var date = string.Create(CultureInfo.InvariantCulture, $"{Year}.{Month}.{Number}");
        return PreRelease is null ? date : $"{date}-{PreRelease}";
    }

    /// <summary>Finds a release anywhere in a text, such as what <c>openclaw --version</c> prints: <c>OpenClaw 2026.9.6 (eb377ac)</c>.</summary>
    internal static bool TryFind(string text, [NotNullWhen(true)] out OpenClawRelease? release)
    {
        release = null;
        var match = Anywhere().Match(text);
        return match.Success && TryCreate(match, out release);
    }

    private static bool TryCreate(Match match, [NotNullWhen(true)] out OpenClawRelease? release)
    {
        release = null;
        if (!int.TryParse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture, out var month) || month is < 1 or > 12) return false;
        if (!int.TryParse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture, out var year)) return false;
        if (!int.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number)) return false;
        release = new(year, month, number) { PreRelease = match.Groups["pre"] is { Success: true, Value: var pre } ? pre : null };
        return true;
    }

    private static int ComparePreReleases(string mine, string theirs)
    {
        var (mineName, mineNumber) = Split(mine);
        var (theirName, theirNumber) = Split(theirs);
        var byName = string.CompareOrdinal(mineName, theirName);
        return byName != 0 ? byName : mineNumber.CompareTo(theirNumber);

        static (string Name, int Number) Split(string text)
        {
            var dot = text.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0) return (text, 0);
            return (text[..dot], int.TryParse(text.AsSpan(dot + 1), CultureInfo.InvariantCulture, out var number) ? number : 0);
        }
    }

    private const string Date = @"(?<year>20[0-9]{2})\.(?<month>[0-9]{1,2})\.(?<number>[0-9]{1,4})(?:-(?<pre>(?:alpha|beta|rc)(?:\.[0-9]{1,4})?))?";

    [GeneratedRegex(@"\Av?" + Date + @"(?:-(?:[0-9]{1,3}|r[0-9]{8}|slim|browser|bookworm))*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![0-9.])v?" + Date + @"(?![0-9.]*[0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Anywhere();
}
