using System.Text.RegularExpressions;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>Finds secret values that stand in a manifest. A message never repeats one.</summary>
internal static partial class LiteralSecrets
{
    /// <summary>Shorter values are flags and names more often than secrets.</summary>
    private const int LeastLength = 8;

    public static void CheckShape(string value, FieldPath path, RuleContext context)
    {
        if (HasShape(value)) Report(path, context);
    }

    /// <summary>By the value's shape, or by a name that says so.</summary>
    public static void Check(string name, string value, FieldPath path, RuleContext context)
    {
        if (HasShape(value) || (value.Length >= LeastLength && SecretName().IsMatch(name) && !IsReference(value))) Report(path, context);
    }

    /// <summary>Everything inside free-form data.</summary>
    public static void Check(string name, DataNode node, FieldPath path, RuleContext context)
    {
        switch (node)
        {
            case DataNode.Text text:
                Check(name, text.Value, path, context);
                break;
            case DataNode.Map map:
                foreach (var (key, value) in map.Entries) Check(key, value, path[key], context);
                break;
            case DataNode.Sequence sequence:
                for (int i = 0; i < sequence.Items.Count; i++) Check(name, sequence.Items[i], path.At(i), context);
                break;
        }
    }

    private static void Report(FieldPath path, RuleContext context) => context.Report(
        MeaningCodes.LooksSecret, path,
        "This looks like a secret, which may not stand in a manifest. Put it into the secret store and name it with a secretRef in the field that takes it (a provider's apiKey, a channel's token). Take the value for leaked, and replace it.");

    private static bool HasShape(string value)
    {
        try
        {
            return value.Length >= LeastLength && KnownShape().IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            // No secret is so long that it takes this long; a text made to take it shall not stop the scan.
            return false;
        }
    }

    /// <summary>A path, or a variable that is filled in elsewhere.</summary>
    private static bool IsReference(string value) => value.StartsWith('/') || value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("${", StringComparison.Ordinal);

    /// <summary>Telegram; Slack; OpenAI and Anthropic; GitHub; AWS; Google; a private key; a signed web token; Discord; a password inside an address.</summary>
    [GeneratedRegex(
        @"(?<![0-9A-Za-z])[0-9]{6,12}:[A-Za-z0-9_-]{30,}|xox[abeprs]-[A-Za-z0-9-]{8,}|xapp-[A-Za-z0-9-]{8,}|(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|AKIA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY-----|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.|(?<![A-Za-z0-9_-])[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}|[a-z][a-z0-9+]{1,20}://[^\s/:@]{1,80}:[^\s/@]{4,200}@",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex KnownShape();

    [GeneratedRegex(@"(^|_|[a-z0-9])(TOKEN|KEY|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|Token|ApiKey|PrivateKey|Secret|Password|Passphrase)\z|^(token|secret|password|passphrase|apikey|api_key|key)\z|_(token|key|secret|password)\z|^(Authorization|authorization|X-Api-Key|x-api-key)\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex SecretName();
}
