using System.Buffers;

namespace BotMaker.DockerEngine.Transport;

/// <summary>Full ids. The engine also takes names and prefixes, so anything shorter could hit another object.</summary>
internal static class ObjectId
{
    private const int Length = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <exception cref="ArgumentException">It is not a full id.</exception>
    public static string Full(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length == Length && !id.AsSpan().ContainsAnyExcept(HexDigits)
            ? id
            : throw new ArgumentException($"'{id}' is not a full object id ({Length} hexadecimal digits): calls that change something take nothing shorter.", nameof(id));
    }
}
