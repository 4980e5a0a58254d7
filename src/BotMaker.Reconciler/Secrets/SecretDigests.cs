using System.Security.Cryptography;
using System.Text;

namespace BotMaker.Reconciler.Secrets;

/// <summary>
/// Keyed digests of secret values: they tell that a value changed or that two bots share one, and tell nothing about the value to
/// whoever sees them, because the key never leaves the data directory.
/// </summary>
/// <param name="key">32 random bytes.</param>
internal sealed class SecretDigests(byte[] key)
{
    public const int KeyBytes = 32;

    /// <returns>32 hexadecimal digits.</returns>
    public string Of(SecretValue value) => Of(value.Reveal());

    /// <summary>Of a whole document that holds secrets.</summary>
    public string Of(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
