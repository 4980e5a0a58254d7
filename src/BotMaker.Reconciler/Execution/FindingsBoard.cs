using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Execution;

/// <summary>What was found out about each bot beside its containers, in memory: after a start of the daemon it is found out again.</summary>
public sealed class FindingsBoard
{
    private readonly ConcurrentDictionary<BotId, BotFindings> _findings = new();

    public BotFindings Of(BotId id) => _findings.GetValueOrDefault(id, BotFindings.None);

    public void Update(BotId id, Func<BotFindings, BotFindings> change) => _findings.AddOrUpdate(id, _ => change(BotFindings.None), (_, before) => change(before));

    public void Forget(BotId id) => _findings.TryRemove(id, out _);
}
