namespace BotMaker.DockerEngine.Tests.Logs;

/// <summary>Gives its bytes in pieces of given sizes, as a network does.</summary>
internal sealed class ChoppyStream(byte[] bytes, IReadOnlyList<int> sizes) : Stream
{
    private int _piece;
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var size = sizes.Count == 0 ? count : Math.Min(count, sizes[_piece++ % sizes.Count]);
        var read = Math.Min(size, bytes.Length - _position);
        bytes.AsSpan(_position, read).CopyTo(buffer.AsSpan(offset));
        _position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
