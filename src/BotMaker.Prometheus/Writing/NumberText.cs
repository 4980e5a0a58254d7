using System.Globalization;

namespace BotMaker.Prometheus.Writing;

/// <summary>Numbers in the shortest form that reads back as the same value; both formats take it.</summary>
internal static class NumberText
{
    /// <summary>No number is longer than this, for either type.</summary>
    public const int MaxLength = 32;

    // Up to here every whole double is exact as a long, and its plain digits are also its shortest form.
    private const double LargestPlainInteger = 1e15;

    /// <returns>The number of bytes that were written to <paramref name="target"/>, which has room for <see cref="MaxLength"/>.</returns>
    public static int Write(long value, Span<byte> target)
    {
        value.TryFormat(target, out var written, provider: CultureInfo.InvariantCulture);
        return written;
    }

    /// <inheritdoc cref="Write(long, Span{byte})"/>
    public static int Write(double value, Span<byte> target)
    {
        if (!double.IsFinite(value))
            return Copy(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8, target);
        if (Math.Abs(value) < LargestPlainInteger && Math.Truncate(value).Equals(value) && !(value == 0 && double.IsNegative(value)))
            return Write((long)value, target);

        value.TryFormat(target, out var written, provider: CultureInfo.InvariantCulture);
        // .NET writes 1E+16 where the format's other writers say 1e+16; label values are compared as text, so the case matters there.
        var exponent = target[..written].IndexOf((byte)'E');
        if (exponent >= 0)
            target[exponent] = (byte)'e';
        return written;
    }

    /// <summary>A bucket's upper bound. OpenMetrics wants it to look like a float (<c>1.0</c>), the text format's habit is <c>1</c>.</summary>
    public static int WriteBound(double bound, ExpositionFormat format, Span<byte> target)
    {
        var written = Write(bound, target);
        if (format == ExpositionFormat.OpenMetrics && double.IsFinite(bound) && target[..written].IndexOfAny((byte)'.', (byte)'e') < 0)
            written += Copy(".0"u8, target[written..]);
        return written;
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        return text.Length;
    }
}
