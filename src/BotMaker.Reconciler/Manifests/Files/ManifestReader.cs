using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>File -> text, with every limit checked before anything is parsed. It never throws for what a file can be.</summary>
internal static class ManifestReader
{
    public const int MaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="name">For diagnostics.</param>
    public static FileText Read(string fullPath, string name, DiagnosticBag diagnostics, int maxBytes = MaxBytes)
    {
        byte[] content;
        FileStamp? stamp;
        try
        {
            using var handle = NativeFile.Open(fullPath);
            stamp = NativeFile.Stat(handle);
            if (stamp is not { IsRegular: true }) return Refuse(SyntaxCodes.NotRegular, "This is not a regular file. Put a plain file here, or another extension on it.", stamp);
            if (stamp.Size > maxBytes) return Refuse(SyntaxCodes.TooLarge, TooLarge(stamp.Size, maxBytes), stamp);
            // One byte more than it has, to see whether it grew.
            content = new byte[stamp.Size + 1];
            int length = 0;
            while (length < content.Length && RandomAccess.Read(handle, content.AsSpan(length), length) is > 0 and var read)
            {
                length += read;
                if (length == content.Length && length <= maxBytes) Array.Resize(ref content, Math.Min(2 * length, maxBytes + 1));
            }

            if (length > maxBytes) return Refuse(SyntaxCodes.TooLarge, TooLarge(length, maxBytes), stamp);
            content = content[..length];
        }
        catch (IOException exception)
        {
            return Refuse(SyntaxCodes.Unreadable, $"The file cannot be read: {exception.Message}. Check its permissions.", null);
        }

        return Decode(content, stamp, name, diagnostics);

        FileText Refuse(DiagnosticCode code, string message, FileStamp? of)
        {
            diagnostics.Report(code, SourceMark.StartOf(name), "", message);
            return new FileText(of, null, null);
        }
    }

    private static FileText Decode(byte[] content, FileStamp stamp, string name, DiagnosticBag diagnostics)
    {
        string hash = Convert.ToHexString(SHA256.HashData(content));
        int odd = content.AsSpan().IndexOfAnyExcept(TextBytes);
        if (odd >= 0)
        {
            string message = IsUtf16(content)
                ? "This is UTF-16. Save the file as UTF-8."
                : string.Create(CultureInfo.InvariantCulture, $"The byte 0x{content[odd]:X2} stands in no text: this is a binary or damaged file. Replace it.");
            diagnostics.Report(SyntaxCodes.Binary, PlaceOf(content, odd, name), "", message);
            return new FileText(stamp, null, hash, Encoding.Latin1.GetString(content));
        }

        try
        {
            var body = content.AsSpan();
            if (body.StartsWith(Encoding.UTF8.Preamble)) body = body[Encoding.UTF8.Preamble.Length..];
            return new FileText(stamp, Strict.GetString(body), hash);
        }
        catch (DecoderFallbackException exception)
        {
            diagnostics.Report(SyntaxCodes.Encoding, PlaceOf(content, Math.Max(0, exception.Index), name), "", "This is not UTF-8. Save the file as UTF-8.");
            return new FileText(stamp, null, hash, Encoding.Latin1.GetString(content));
        }
    }

    private static readonly System.Buffers.SearchValues<byte> TextBytes =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => value is 0x09 or 0x0A or 0x0D or (>= 0x20 and not 0x7F))]);

    private static bool IsUtf16(byte[] content) => content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private static SourceMark PlaceOf(byte[] content, int index, string name)
    {
        var before = content.AsSpan(0, index);
        return new SourceMark(name, before.Count((byte)'\n') + 1, index - before.LastIndexOf((byte)'\n'));
    }

    private static string TooLarge(long size, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"The file has {size:N0} bytes; the limit is {most:N0}. Split it, or move long texts into files of their own.");
}
