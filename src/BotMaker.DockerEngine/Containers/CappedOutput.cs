using System.Buffers;
using System.Text;

namespace BotMaker.DockerEngine.Containers;

/// <summary>Keeps the first bytes of a command's output, both streams together, and drops the rest.</summary>
internal sealed class CappedOutput(int maxBytes)
{
    private readonly ArrayBufferWriter<byte> _stdout = new();
    private readonly ArrayBufferWriter<byte> _stderr = new();
    private int _left = maxBytes;

    public string Stdout => Text(_stdout);

    public string Stderr => Text(_stderr);

    public void Add(LogFrame frame)
    {
        var kept = frame.Data.Span[..Math.Min(_left, frame.Data.Length)];
        _left -= kept.Length;
        (frame.Stream is LogStream.Stderr ? _stderr : _stdout).Write(kept);
    }

    private static string Text(ArrayBufferWriter<byte> bytes) => Encoding.UTF8.GetString(bytes.WrittenSpan);
}
