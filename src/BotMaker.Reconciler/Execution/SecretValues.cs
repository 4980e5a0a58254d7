using System.Security.Cryptography;
using System.Text;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>Collects the values that a bot needs: from the stores, or generated once and kept.</summary>
internal sealed class SecretValues(DataDirectory data, FindSecret find)
{
    private const int GeneratedBytes = 32;

    /// <returns>Values by the secret's id, and what is wrong with those that are not there.</returns>
    public (IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Problems) For(BotId bot, IEnumerable<RenderedSecret> secrets)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var secret in secrets)
        {
            var answer = secret.Source is { } source ? find(source) : SecretAnswer.Of(Generated(bot, secret.Id));
            if (answer.Value is { } value)
                values[secret.Id] = value;
            else
                problems.Add($"{secret.Field}: secret '{secret.Source}': {answer.Problem}");
        }

        return (values, problems);
    }

    private string Generated(BotId bot, string id)
    {
        var directory = Path.Combine(data.GeneratedSecrets, bot.Value);
        var path = Path.Combine(directory, id);
        if (File.Exists(path)) return File.ReadAllText(path);
        DataDirectory.MakePrivate(directory);
        var value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GeneratedBytes));
        AtomicFile.Write(path, Encoding.ASCII.GetBytes(value));
        return value;
    }
}
