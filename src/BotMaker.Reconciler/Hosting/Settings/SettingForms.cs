using System.Globalization;
using System.Net;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>Reads written values. Each throws <see cref="FormatException"/> with what is allowed.</summary>
internal static class SettingForms
{
    public static TimeSpan Duration(string text, TimeSpan least, TimeSpan most)
    {
        var value = DurationType.Parse(text) ?? throw new FormatException("write a duration such as 150ms, 30s, 10m or 168h");
        return value >= least && value <= most
            ? value
            : throw new FormatException($"must be between {DurationType.Format(least)} and {DurationType.Format(most)}");
    }

    public static int Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException($"must be a whole number between {least} and {most}");

    public static bool Flag(string text) => text.ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("must be true or false"),
    };

    public static T Word<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
            ? value
            : throw new FormatException($"must be one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>Absolute: the engine and the daemon must mean the same place whatever the working directory is.</summary>
    public static string Place(string text) => text.Length > 0 ? Path.GetFullPath(text) : throw new FormatException("must be a path");

    public static double Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1
            ? value
            : throw new FormatException("must be a share above 0 and up to 1, for example 0.5");

    /// <summary><c>10%</c>, or a whole number from 1.</summary>
    public static string CountOrPercent(string text) =>
        text.EndsWith('%') ? string.Create(CultureInfo.InvariantCulture, $"{Whole(text[..^1], 1, 100)}%") : string.Create(CultureInfo.InvariantCulture, $"{Whole(text, 1, 100_000)}");

    public static string Cidr(string text) =>
        IPNetwork.TryParse(text, out var network) && text.StartsWith($"{network.BaseAddress}/", StringComparison.Ordinal) && network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && network.PrefixLength is >= 8 and <= 28
            ? text
            : throw new FormatException("must be an IPv4 network of /8 to /28 whose host bits are zero, for example 10.231.0.0/16");

    public static (int First, int Last) Range(string text, int least, int most)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0) throw new FormatException("must be a range such as 210000-219999");
        var (first, last) = (Whole(text[..dash].Trim(), least, most), Whole(text[(dash + 1)..].Trim(), least, most));
        return first <= last ? (first, last) : throw new FormatException("begins after its end");
    }

    public static string Name(string text, int maxLength, string extra) =>
        text.Length > 0 && text.Length <= maxLength && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') || extra.Contains(c, StringComparison.Ordinal))
            ? text
            : throw new FormatException($"must be 1 to {maxLength} of a-z, 0-9 and '{string.Join("', '", extra.ToCharArray())}', and begin with a letter or a digit");
}
