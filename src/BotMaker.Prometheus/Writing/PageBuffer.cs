using System.Buffers;

namespace BotMaker.Prometheus.Writing;

/// <summary>
/// A growing page in segments. Segments stay below the large object heap's threshold: a page of some megabytes every 15 seconds
/// is then short-lived garbage, and growing never copies what is already written.
/// </summary>
internal sealed class PageBuffer : IBufferWriter<byte>
{
    private const int SegmentSize = 64 * 1024;

    private readonly List<ReadOnlyMemory<byte>> _finished = [];
    private byte[] _segment = [];
    private int _written;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _segment.AsSpan(_written);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _segment.AsMemory(_written);
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _segment.Length - _written);
        _written += count;
    }

    public ReadOnlyMemory<byte>[] ToSegments() => _written == 0 ? [.. _finished] : [.. _finished, _segment.AsMemory(0, _written)];

    private void EnsureRoom(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var wanted = Math.Max(sizeHint, 1);
        if (_segment.Length - _written >= wanted)
            return;
        if (_written > 0)
            _finished.Add(_segment.AsMemory(0, _written));
        _segment = GC.AllocateUninitializedArray<byte>(Math.Max(wanted, SegmentSize));
        _written = 0;
    }
}
