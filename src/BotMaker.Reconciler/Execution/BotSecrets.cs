using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Execution;

/// <summary>The secret values of one bot at one moment, by the secret's id. A class and not a record, so that no generated text prints a value.</summary>
internal sealed class BotSecrets(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> digests, string? digest, IReadOnlyList<SecretProblem> problems, IReadOnlyCollection<string> accounts)
{
    public IReadOnlyDictionary<string, string> Values { get; } = values;

    /// <summary>Keyed digest of each value.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; } = digests;

    /// <summary>Keyed digest of all of them; null when one cannot be used.</summary>
    public string? Digest { get; } = digest;

    /// <summary>Keyed digests of the accounts that the bot logs in to channels with.</summary>
    public IReadOnlyCollection<string> Accounts { get; } = accounts;

    /// <summary>Of those that are not there or cannot be used.</summary>
    public IReadOnlyList<SecretProblem> Problems { get; } = problems;

    public override string ToString() => Problems.Count == 0 ? "usable" : string.Join("; ", Problems.Select(problem => problem.Message));
}
