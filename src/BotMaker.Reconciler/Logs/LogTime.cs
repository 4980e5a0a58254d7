using System.Buffers.Text;

namespace BotMaker.Reconciler.Logs;

/// <summary>The time before each entry of a container's log: RFC 3339 with nine digits of fraction, then a blank.</summary>
internal static class LogTime
{
    /// <summary><c>2026-01-31T12:00:00.123456789Z </c></summary>
    public const int PrefixLength = 31;

    private const int SecondsLength = 19;

    public static long ToNanoseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public static DateTimeOffset FromNanoseconds(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>False: it does not begin with a time.</summary>
    public static bool TryRead(ReadOnlySpan<byte> entry, out long nanoseconds)
    {
        nanoseconds = 0;
        if (entry.Length < PrefixLength || entry[10] != 'T' || entry[SecondsLength] != '.' || entry[29] != 'Z' || entry[30] != ' ') return false;
        if (!TryNumber(entry[..4], out var year) || !TryNumber(entry[5..7], out var month) || !TryNumber(entry[8..10], out var day)
            || !TryNumber(entry[11..13], out var hour) || !TryNumber(entry[14..16], out var minute) || !TryNumber(entry[17..19], out var second)
            || !TryNumber(entry[20..29], out var fraction)) return false;
        if (year is < 1970 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        nanoseconds = ToNanoseconds(new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero)) + fraction;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number) => Utf8Parser.TryParse(digits, out number, out var used) && used == digits.Length && number >= 0;
}
