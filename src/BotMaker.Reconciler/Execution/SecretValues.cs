using System.Security.Cryptography;
using System.Text;
using BotMaker.OpenClaw.Rendering;
using BotMaker.OpenClaw.Tokens;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>Collects the values that a bot needs: from the stores, or generated once and kept. What cannot be the credential that its field needs is refused here, before anything is made of it.</summary>
internal sealed class SecretValues(DataDirectory data, FindSecret find, SecretDigests digests)
{
    private const int GeneratedBytes = 32;

    /// <param name="bot">Whose.</param>
    /// <param name="secrets">As rendered.</param>
    /// <param name="generate">Make those that are generated and not there yet. Without it they are left out: whoever only looks makes nothing.</param>
    public BotSecrets For(BotId bot, IEnumerable<RenderedSecret> secrets, bool generate = true)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<SecretProblem>();
        foreach (var secret in secrets)
        {
            if (secret.Source is not { } source)
            {
                if (Generated(bot, secret.Id, generate) is { } generated) values[secret.Id] = generated;
                continue;
            }

            var (value, problem) = Read(secret, source);
            if (value is not null) values[secret.Id] = value;
            if (problem is not null) problems.Add(problem);
        }

        return new BotSecrets(
            values,
            values.ToDictionary(pair => pair.Key, pair => digests.Of(pair.Value), StringComparer.Ordinal),
            problems.Count == 0 ? digests.Of(values) : null,
            problems);
    }

    private (string? Value, SecretProblem? Problem) Read(RenderedSecret secret, SecretRef source)
    {
        var answer = find(source);
        if (answer.Value is not { } raw)
            return (null, new(answer.IsRefused ? "SecretRefused" : "SecretsMissing", $"{secret.Field}: secret '{source}': {answer.Problem}"));
        var check = CredentialFields.Check(secret.Field, raw);
        if (check.IsUsable) return (check.Value, null);
        var found = check.Findings.Where(finding => finding.Severity == DiagnosticSeverity.Error).Select(finding => finding.Message);
        return (null, new("CredentialInvalid", $"{secret.Field}: secret '{source}': {string.Join(" ", found)}"));
    }

    private string? Generated(BotId bot, string id, bool generate)
    {
        var directory = Path.Combine(data.GeneratedSecrets, bot.Value);
        var path = Path.Combine(directory, id);
        if (File.Exists(path)) return File.ReadAllText(path);
        if (!generate) return null;
        DataDirectory.MakePrivate(directory);
        var value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GeneratedBytes));
        AtomicFile.Write(path, Encoding.ASCII.GetBytes(value));
        return value;
    }
}
