using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Fingerprint of the fields of which a container is made (ADR 5).</summary>
public static class SpecHasher
{
    /// <summary>Changes only together with a decision that existing containers are to be seen as made by an older version.</summary>
    public const string Version = "v1";

    // Specs are immutable and planned many times: each is hashed once.
    private static readonly ConditionalWeakTable<DesiredBot, string> Known = [];

    public static SpecHash Hash(DesiredBot bot) => new(Known.GetValue(bot, Compute));

    /// <summary>A hash of another version says nothing about the spec: such a container is left as it is.</summary>
    public static bool IsComparable(string? hash) => hash is null || hash.StartsWith($"{Version}-", StringComparison.Ordinal);

    private static string Compute(DesiredBot bot)
    {
        var text = new StringBuilder();
        var entries = SpecFields.All
            .Where(field => field.Effect == FieldEffect.Container)
            .SelectMany(field => SpecFields.Entries(field, bot))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);
        // Lengths in front make the text unambiguous whatever the values contain.
        foreach (var (path, value) in entries) text.Append(path.Length).Append(':').Append(path).Append(value.Length).Append(':').Append(value);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return $"{Version}-{Convert.ToHexStringLower(digest.AsSpan(0, 16))}";
    }
}
