using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Secrets;

/// <summary>
/// Keyed digests of secret values: they tell that a value changed or that two bots share one, and tell nothing about the value to
/// whoever sees them, because the key never leaves the data directory.
/// </summary>
/// <param name="key">32 random bytes.</param>
internal sealed class SecretDigests(byte[] key)
{
    public const int KeyBytes = 32;

    /// <summary>With the key of this data directory, made when there is none. One that is damaged is made anew: then every digest differs once.</summary>
    public static SecretDigests Open(DataDirectory data)
    {
        if (File.Exists(data.DigestKey) && File.ReadAllBytes(data.DigestKey) is { Length: KeyBytes } kept) return new(kept);
        var made = RandomNumberGenerator.GetBytes(KeyBytes);
        AtomicFile.Write(data.DigestKey, made);
        return new(made);
    }

    /// <returns>32 hexadecimal digits.</returns>
    public string Of(SecretValue value) => Of(value.Reveal());

    /// <summary>Of a value, or of a whole document that holds secrets.</summary>
    public string Of(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>Of several values by name. Lengths in front make the text unambiguous whatever the values contain.</summary>
    public string Of(IReadOnlyDictionary<string, string> values)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{name.Length}:{name}{value.Length}:{value}");
        return Of(text.ToString());
    }
}
