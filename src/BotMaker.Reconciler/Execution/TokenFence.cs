using System.Runtime.CompilerServices;
using BotMaker.OpenClaw.Tokens;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Two gateways on one account of a channel take each other's messages. Whoever has a container with it keeps it, whatever the manifests say; others wait for
/// that container to go. Where nobody has one, nobody gets it: which of them is meant is for a person to say. Accounts are compared by keyed digest.
/// </summary>
/// <param name="records">Who has a container with which accounts.</param>
/// <param name="desired">Every bot that a manifest wants.</param>
/// <param name="find">Reads secrets.</param>
/// <param name="digests">Makes accounts comparable.</param>
/// <param name="ledger">Says when secrets were read anew.</param>
internal sealed class TokenFence(BotRecordStore records, Func<IEnumerable<DesiredBot>> desired, FindSecret find, SecretDigests digests, SecretLedger ledger)
{
    private readonly Lock _lock = new();
    private (int Reading, int Bots, Dictionary<string, List<BotId>> Wanted)? _index;

    /// <summary>The accounts that a bot logs in to channels with, as digests. Values that cannot be read or be a credential are left out.</summary>
    public IReadOnlyDictionary<string, string> Accounts(BotSpec spec)
    {
        var accounts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (channel, settings) in spec.Channels)
        {
            if (!settings.Enabled) continue;
            Add(accounts, channel, settings, $"spec.channels.{channel}");
            foreach (var (id, account) in settings.Accounts.Where(account => account.Value.Enabled)) Add(accounts, channel, account, $"spec.channels.{channel}.accounts.{id}");
        }

        return accounts;
    }

    /// <param name="bot">Who wants them.</param>
    /// <param name="accounts">Digest to field, from <see cref="Accounts"/>.</param>
    public IEnumerable<SecretProblem> Judge(BotId bot, IReadOnlyDictionary<string, string> accounts)
    {
        foreach (var (account, field) in accounts)
        {
            if (Has(bot, account)) continue;
            if (records.KnownIds.Where(other => other != bot && Has(other, account)).Select(other => (BotId?)other).FirstOrDefault() is { } holder)
                yield return new("TokenTaken", $"{field}: waiting for {holder}, which has a container with the same account. Two bots on one account take each other's messages: give each its own, or remove that one.");
            else if (Wanting(account).Where(other => other != bot).ToList() is { Count: > 0 } others)
                yield return new("TokenShared", $"{field}: the same account is wanted by {string.Join(", ", others)}. Two bots on one account take each other's messages, and nothing says which is meant, so neither gets it: give each its own.");
        }
    }

    private bool Has(BotId bot, string account)
    {
        foreach (var attempt in records.Get(bot).Attempts)
        {
            if (attempt.Accounts.Contains(account, StringComparer.Ordinal)) return true;
        }

        return false;
    }

    private List<BotId> Wanting(string account)
    {
        lock (_lock)
        {
            var bots = desired().ToList();
            var state = new HashCode();
            // A bot that a scan finds unchanged stays the same object.
            foreach (var bot in bots) state.Add(RuntimeHelpers.GetHashCode(bot));
            var key = state.ToHashCode();
            if (_index is not { } index || index.Reading != ledger.Readings || index.Bots != key) _index = index = (ledger.Readings, key, Index(bots));
            return index.Wanted.GetValueOrDefault(account) ?? [];
        }
    }

    private Dictionary<string, List<BotId>> Index(IEnumerable<DesiredBot> bots)
    {
        var wanted = new Dictionary<string, List<BotId>>(StringComparer.Ordinal);
        foreach (var bot in bots.OrderBy(bot => bot.Id))
        {
            foreach (var account in Accounts(bot.Spec).Keys)
            {
                if (!wanted.TryGetValue(account, out var ids)) wanted[account] = ids = [];
                ids.Add(bot.Id);
            }
        }

        return wanted;
    }

    private void Add(Dictionary<string, string> accounts, string channel, ChannelSpec settings, string field)
    {
        foreach (var (name, source) in settings.Credentials)
        {
            if (!CredentialIdentity.IsLogin(channel, name) || find(source).Value is not { } raw) continue;
            var check = CredentialRules.CheckChannel(channel, name, raw);
            // Where a token says whose it is, another token of the same account is the same account.
            if (check.IsUsable) accounts.TryAdd(digests.Of(CredentialIdentity.Of(channel, name, check.Value) ?? $"{channel}:{check.Value}"), $"{field}.{name}");
        }
    }
}
