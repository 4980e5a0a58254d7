using System.Runtime.InteropServices;

namespace BotMaker.Reconciler.Logs;

/// <summary>One whole line, without secret values.</summary>
/// <param name="Kind">Where it comes from. With a terminal everything is <see cref="LogLineKind.Stdout"/>.</param>
/// <param name="Nanoseconds">When the engine read its beginning, since the Unix epoch.</param>
/// <param name="Text">Without its line end. What was no UTF-8 is replaced.</param>
/// <param name="IsCut">It was longer than <see cref="LogLimits.LineBytes"/>; the rest is gone.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LogLine(LogLineKind Kind, long Nanoseconds, string Text, bool IsCut = false)
{
    /// <summary>What an object of the text costs beside its characters, and its place in the ring.</summary>
    private const int Overhead = 56;

    public DateTimeOffset At => LogTime.FromNanoseconds(Nanoseconds);

    /// <summary>Memory that it takes, in bytes.</summary>
    public int Cost => (Text.Length * sizeof(char)) + Overhead;

    public static LogLine MarkOf(DateTimeOffset at, string text) => new(LogLineKind.Mark, LogTime.ToNanoseconds(at), text);
}
