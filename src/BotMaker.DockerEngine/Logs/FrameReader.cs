using System.Buffers.Binary;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Logs;

/// <summary>
/// Takes the engine's output streams apart: eight bytes of header (stream, three zeros, length in big-endian order) before each frame, or raw
/// bytes for a terminal.
/// </summary>
internal static class FrameReader
{
    /// <summary>A longer frame comes in pieces, so that memory stays bounded. The engine's own entries end at 16 KiB and a time stamp.</summary>
    public const int MaxPiece = 64 * 1024;

    /// <summary>No engine writes longer frames: such a header means that we are not at the start of a frame.</summary>
    public const int MaxFrame = 64 * 1024 * 1024;

    private const int HeaderLength = 8;
    private const int ReadAhead = 32 * 1024;
    private const byte SystemError = 3;

    public static async IAsyncEnumerable<LogFrame> ReadFramesAsync(EngineReply reply, EngineOperation operation)
    {
        await using var body = new BufferedStream(await OpenAsync(reply), ReadAhead);
        var header = new byte[HeaderLength];
        while (await FillAsync(reply, body, header, endAllowed: true))
        {
            var length = LengthOf(header, operation);
            while (length > 0)
            {
                var piece = new byte[Math.Min(length, MaxPiece)];
                await FillAsync(reply, body, piece, endAllowed: false);
                length -= piece.Length;
                if (header[0] == SystemError)
                    throw new DockerEngineException(EngineErrorKind.ServerError, operation.Words, System.Text.Encoding.UTF8.GetString(piece).Trim());
                yield return new LogFrame(header[0] == 2 ? LogStream.Stderr : LogStream.Stdout, piece);
            }
        }
    }

    public static async IAsyncEnumerable<LogFrame> ReadRawAsync(EngineReply reply)
    {
        await using var body = await OpenAsync(reply);
        while (true)
        {
            var buffer = new byte[ReadAhead];
            int read;
            try
            {
                read = await body.ReadAsync(buffer, reply.Deadline.Token);
            }
            catch (Exception exception)
            {
                throw reply.Translate(exception);
            }

            if (read == 0)
                yield break;
            yield return new LogFrame(LogStream.Stdout, buffer.AsMemory(0, read));
        }
    }

    private static int LengthOf(byte[] header, EngineOperation operation)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        return header[0] <= SystemError && header[1] == 0 && header[2] == 0 && header[3] == 0 && length <= MaxFrame
            ? (int)length
            : throw new DockerEngineException(
                EngineErrorKind.Protocol,
                operation.Words,
                $"The output stream is not framed ({Convert.ToHexStringLower(header)} is no frame header): does the container have a terminal?");
    }

    private static async Task<Stream> OpenAsync(EngineReply reply)
    {
        try
        {
            return await reply.OpenBodyAsync();
        }
        catch (Exception exception)
        {
            throw reply.Translate(exception);
        }
    }

    /// <summary>Fills the buffer. False: the stream ended before its first byte. An end inside it is a cut connection.</summary>
    private static async Task<bool> FillAsync(EngineReply reply, Stream body, Memory<byte> buffer, bool endAllowed)
    {
        try
        {
            var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, reply.Deadline.Token);
            if (read == buffer.Length)
                return true;
            return read == 0 && endAllowed ? false : throw new EndOfStreamException("the output ended inside a frame");
        }
        catch (Exception exception)
        {
            throw reply.Translate(exception);
        }
    }
}
