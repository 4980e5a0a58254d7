using System.Buffers.Binary;
using System.Text;

namespace BotMaker.DockerEngine.Tests.Logs;

/// <summary>Writes the engine's output frames.</summary>
internal static class Frames
{
    public static byte[] Of(byte stream, string text) => Of(stream, Encoding.UTF8.GetBytes(text));

    public static byte[] Of(byte stream, byte[] payload)
    {
        var frame = new byte[8 + payload.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(8));
        return frame;
    }
}
