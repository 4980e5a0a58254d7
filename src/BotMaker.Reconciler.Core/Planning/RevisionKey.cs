using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// Fingerprint of everything in a spec that may decide whether its bot comes up, files and deadlines included: a failed revision is tried again when this
/// changes. Wider than the spec hash, since nothing is recreated for it.
/// </summary>
public static class RevisionKey
{
    private static readonly string[] WithoutInfluence = ["spec.suspend", "spec.runState", "spec.priority", "spec.adopt"];

    // Specs are immutable and planned many times: each is hashed once.
    private static readonly ConditionalWeakTable<DesiredBot, string> Known = [];

    public static string Of(DesiredBot bot) => Known.GetValue(bot, Compute);

    private static string Compute(DesiredBot bot)
    {
        var text = new StringBuilder();
        foreach (var (path, value) in SpecFields.Flatten(bot))
        {
            if (!path.StartsWith("spec.", StringComparison.Ordinal) || WithoutInfluence.Contains(path, StringComparer.Ordinal)) continue;
            text.Append(path.Length).Append(':').Append(path).Append(value.Length).Append(':').Append(value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
