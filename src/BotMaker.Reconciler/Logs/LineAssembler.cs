using System.Buffers;
using System.Text;
using BotMaker.DockerEngine.Containers;

namespace BotMaker.Reconciler.Logs;

/// <summary>
/// Makes whole lines of the pieces in which the engine gives a container's output: it cuts lines over 16 KiB into entries, each with the same time
/// before it; a terminal's output comes without any frames.
/// </summary>
/// <param name="isRaw">The container has a terminal.</param>
/// <param name="redact">Takes secret values out of a whole line.</param>
internal sealed class LineAssembler(bool isRaw, Func<string, string> redact)
{
    /// <summary>Kept beyond the limit until values are taken out: a value must not survive because the cut goes through it.</summary>
    private const int Margin = 16 * 1024;

    private const int EntryLength = 16 * 1024;

    private readonly Pending _stdout = new(LogLineKind.Stdout);
    private readonly Pending _stderr = new(LogLineKind.Stderr);

    /// <summary>Takes a frame; adds the lines that it completed.</summary>
    public void Add(LogFrame frame, List<LogLine> lines)
    {
        var pending = frame.Stream == LogStream.Stderr ? _stderr : _stdout;
        var data = frame.Data.Span;
        pending.BeginsEntry = !isRaw || pending.BeginsEntry;
        while (!data.IsEmpty)
        {
            var end = data.IndexOf((byte)'\n');
            pending.Append(end < 0 ? data : data[..end], isRaw);
            if (end < 0) return;
            lines.Add(Complete(pending));
            data = data[(end + 1)..];
        }
    }

    /// <summary>The output has ended: what had no line end is a line too.</summary>
    public void End(List<LogLine> lines)
    {
        foreach (var pending in (Pending[])[_stdout, _stderr])
        {
            if (!pending.IsEmpty) lines.Add(Complete(pending));
        }
    }

    private LogLine Complete(Pending pending)
    {
        var bytes = pending.Text(isRaw);
        var text = redact(Encoding.UTF8.GetString(bytes));
        var isCut = pending.Overflowed || bytes.Length > LogLimits.LineBytes;
        var line = new LogLine(pending.Kind, pending.Nanoseconds, isCut ? Cut(text) : text, isCut);
        pending.Clear();
        return line;
    }

    private static string Cut(string text)
    {
        var (length, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LogLimits.LineBytes) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    /// <summary>The beginning of a line whose end has not come yet.</summary>
    private sealed class Pending(LogLineKind kind)
    {
        private ArrayBufferWriter<byte> _bytes = new();

        public LogLineKind Kind => kind;

        /// <summary>The next byte is the first of an entry, or of its time.</summary>
        public bool BeginsEntry { get; set; } = true;

        public bool Overflowed { get; private set; }

        public bool IsEmpty => _bytes.WrittenCount == 0;

        public long Nanoseconds { get; private set; }

        public void Append(ReadOnlySpan<byte> data, bool isRaw)
        {
            // Without frames the time stands among the bytes; it is taken out when the line is whole.
            if (!isRaw && BeginsEntry)
            {
                if (LogTime.TryRead(data, out var nanoseconds))
                {
                    if (IsEmpty) Nanoseconds = nanoseconds;
                    data = data[LogTime.PrefixLength..];
                }

                BeginsEntry = false;
            }

            var room = LogLimits.LineBytes + Margin - _bytes.WrittenCount;
            Overflowed |= data.Length > room;
            _bytes.Write(data[..Math.Min(data.Length, room)]);
        }

        public ReadOnlySpan<byte> Text(bool isRaw)
        {
            if (!isRaw) return _bytes.WrittenSpan;
            Span<byte> bytes = _bytes.WrittenSpan.TrimEnd((byte)'\r').ToArray();
            if (!LogTime.TryRead(bytes, out var nanoseconds)) return bytes;
            Nanoseconds = nanoseconds;
            return WithoutTimes(bytes, bytes[..LogTime.PrefixLength].ToArray());
        }

        public void Clear()
        {
            // One long line must not keep its memory.
            if (_bytes.Capacity > 2 * EntryLength) _bytes = new();
            else _bytes.ResetWrittenCount();
            Overflowed = false;
            BeginsEntry = true;
        }

        /// <summary>Every entry of a line carries the time of the first.</summary>
        private static Span<byte> WithoutTimes(Span<byte> bytes, ReadOnlySpan<byte> prefix)
        {
            var (from, length) = (0, 0);
            while (bytes[from..].StartsWith(prefix))
            {
                from += prefix.Length;
                var piece = bytes[from..Math.Min(bytes.Length, from + EntryLength)];
                piece.CopyTo(bytes[length..]);
                (from, length) = (from + piece.Length, length + piece.Length);
            }

            bytes[from..].CopyTo(bytes[length..]);
            return bytes[..(length + bytes.Length - from)];
        }
    }
}
