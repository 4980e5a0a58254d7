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
/// <param name="learn">Told every value that we made, so that no output shows it; whoever reads a store tells its values there.</param>
internal sealed class SecretValues(DataDirectory data, FindSecret find, SecretDigests digests, SecretLedger ledger, TokenFence fence, Action<string>? learn = null)
{
    private const int GeneratedBytes = 32;

    /// <param name="desired">Whose.</param>
    /// <param name="secrets">As rendered.</param>
    /// <param name="generate">Make those that are generated and not there yet. Without it they are left out: whoever only looks makes nothing.</param>
    public BotSecrets For(DesiredBot desired, IEnumerable<RenderedSecret> secrets, bool generate = true)
    {
        var bot = desired.Id;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<SecretProblem>();
        var answers = new Dictionary<SecretRef, SecretAnswer>();
        foreach (var secret in secrets)
        {
            if (secret.Source is not { } source)
            {
                if (Generated(bot, secret.Id, generate) is not { } generated) continue;
                learn?.Invoke(generated);
                values[secret.Id] = generated;
                continue;
            }

            if (!answers.TryGetValue(source, out var answer)) answers[source] = answer = find(source);
            var (value, problem) = Judge(secret, source, answer);
            if (value is not null) values[secret.Id] = value;
            if (problem is not null) problems.Add(problem);
        }

        ledger.Used(bot, answers);
        var accounts = fence.Accounts(desired.Spec);
        problems.AddRange(fence.Judge(bot, accounts));
        return new BotSecrets(
            values,
            values.ToDictionary(pair => pair.Key, pair => digests.Of(pair.Value), StringComparer.Ordinal),
            problems.Count == 0 ? digests.Of(values) : null,
            problems,
            [.. accounts.Keys]);
    }

    /// <summary>The bot needs none any more.</summary>
    public void Forget(BotId bot) => ledger.Forget(bot);

    private static (string? Value, SecretProblem? Problem) Judge(RenderedSecret secret, SecretRef source, SecretAnswer answer)
    {
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
