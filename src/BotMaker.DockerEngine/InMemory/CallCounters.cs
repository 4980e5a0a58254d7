using System.Collections.Concurrent;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>How often each operation was called, refused and failed calls included.</summary>
public sealed class CallCounters
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>0 for an operation that was never called.</summary>
    public int this[string operation] => _counts.GetValueOrDefault(operation);

    public int Total => _counts.Values.Sum();

    public void Reset() => _counts.Clear();

    internal void Add(string operation) => _counts.AddOrUpdate(operation, 1, static (_, count) => count + 1);
}
