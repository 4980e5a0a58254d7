using System.Security.Cryptography;
using System.Text;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>
/// Browsers that may see the status page over TCP. A code is made on the socket, works once and opens a session. Kept in memory: a restart of
/// the daemon closes all. Safe for concurrent use.
/// </summary>
public sealed class PageSessions(TimeProvider time)
{
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    private const int Most = 256;
    private const int HexDigits = 64;

    private readonly Lock _lock = new();

    // Looked up by digest, so that the time of a look-up says nothing about a value.
    private readonly Dictionary<string, DateTimeOffset> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _sessions = new(StringComparer.Ordinal);

    /// <summary>A new code, and when it ends.</summary>
    public (string Code, DateTimeOffset Ends) Issue() => Add(_codes, CodeLife);

    /// <summary>The session that the code opens; null: it was used, is too old, or never was one.</summary>
    public string? Open(string code)
    {
        lock (_lock)
        {
            return _codes.Remove(Digest(code), out var ends) && ends > time.GetUtcNow() ? Add(_sessions, SessionLife).Value : null;
        }
    }

    public bool IsOpen(string session)
    {
        lock (_lock)
        {
            return _sessions.TryGetValue(Digest(session), out var ends) && ends > time.GetUtcNow();
        }
    }

    private (string Value, DateTimeOffset Ends) Add(Dictionary<string, DateTimeOffset> values, TimeSpan life)
    {
        var (value, now) = (RandomNumberGenerator.GetHexString(HexDigits, lowercase: true), time.GetUtcNow());
        lock (_lock)
        {
            foreach (var (old, _) in values.Where(entry => entry.Value <= now).ToList()) values.Remove(old);
            if (values.Count >= Most) values.Remove(values.MinBy(entry => entry.Value).Key);
            values[Digest(value)] = now + life;
        }

        return (value, now + life);
    }

    private static string Digest(string value) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
