using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>
/// Which valid manifests cannot be in force together. Whoever had a port or login keeps it, held and absent bots included; the others
/// wait. A bot that has to wait stays at its last good spec, which may be in the way of a third: so it goes on until nothing changes.
/// </summary>
internal static class FleetConflicts
{
    /// <param name="candidates">New specs of the valid manifests.</param>
    /// <param name="lastGood">What was in force before, also of bots without a valid manifest.</param>
    public static Dictionary<BotId, Rejection> Find(IReadOnlyDictionary<BotId, BotSpec> candidates, IReadOnlyDictionary<BotId, BotSpec> lastGood)
    {
        Dictionary<BotId, Rejection> rejected = [];
        var had = lastGood.ToDictionary(pair => pair.Key, pair => Claim.Of(pair.Value).ToList());
        var wanted = candidates.ToDictionary(pair => pair.Key, pair => Claim.Of(pair.Value).ToList());
        while (true)
        {
            var inForce = InForce(wanted, had, rejected);
            List<(BotId Id, Rejection Rejection)> found = [];
            foreach (var group in inForce.GroupBy(pair => pair.Claim.Group, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
            {
                foreach (var (id, claim) in group.Where(pair => wanted.ContainsKey(pair.Id) && !rejected.ContainsKey(pair.Id)))
                {
                    if (Judge(id, claim, group, had) is { } rejection) found.Add((id, rejection));
                }
            }

            if (found.Count == 0) return rejected;
            foreach (var (id, rejection) in found) rejected.TryAdd(id, rejection);
        }
    }

    private static Rejection? Judge(BotId id, Claim claim, IEnumerable<(BotId Id, Claim Claim)> group, Dictionary<BotId, List<Claim>> had)
    {
        if (Had(id)) return null;
        var opponents = group.Where(other => other.Id != id && other.Claim.Collides(claim)).Select(other => other.Id).Order().ToList();
        if (opponents.Count == 0) return null;
        var keeper = opponents.Where(Had).Select(other => (BotId?)other).FirstOrDefault();
        return new Rejection(claim, keeper ?? opponents[0], keeper is not null);

        bool Had(BotId bot) => had.TryGetValue(bot, out var claims) && claims.Exists(before => before.Collides(claim));
    }

    private static List<(BotId Id, Claim Claim)> InForce(Dictionary<BotId, List<Claim>> wanted, Dictionary<BotId, List<Claim>> had, Dictionary<BotId, Rejection> rejected)
    {
        List<(BotId, Claim)> claims = [];
        foreach (var (id, own) in wanted)
        {
            if (!rejected.ContainsKey(id)) claims.AddRange(own.Select(claim => (id, claim)));
        }

        foreach (var (id, own) in had)
        {
            if (!wanted.ContainsKey(id) || rejected.ContainsKey(id)) claims.AddRange(own.Select(claim => (id, claim)));
        }

        return claims;
    }
}
