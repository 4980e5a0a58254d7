using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace BotMaker.Reconciler.Core.Model.Values;

/// <summary>An immutable map from text with value equality and ordinal order, so that whatever is made from it is deterministic. The default value is empty.</summary>
public readonly struct ValueMap<TValue>(ImmutableSortedDictionary<string, TValue> entries) : IReadOnlyDictionary<string, TValue>, IEquatable<ValueMap<TValue>>
{
    private readonly ImmutableSortedDictionary<string, TValue>? _entries = entries.WithComparers(StringComparer.Ordinal);

    public int Count => Entries.Count;

    public IEnumerable<string> Keys => Entries.Keys;

    public IEnumerable<TValue> Values => Entries.Values;

    private ImmutableSortedDictionary<string, TValue> Entries => _entries ?? ImmutableSortedDictionary.Create<string, TValue>(StringComparer.Ordinal);

    public TValue this[string key] => Entries[key];

    public static bool operator ==(ValueMap<TValue> left, ValueMap<TValue> right) => left.Equals(right);

    public static bool operator !=(ValueMap<TValue> left, ValueMap<TValue> right) => !left.Equals(right);

    public bool ContainsKey(string key) => Entries.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => Entries.TryGetValue(key, out value);

    public ValueMap<TValue> With(string key, TValue value) => new(Entries.SetItem(key, value));

    public ValueMap<TValue> Without(string key) => new(Entries.Remove(key));

    public bool Equals(ValueMap<TValue> other) =>
        ReferenceEquals(_entries, other._entries) || (Count == other.Count && Entries.SequenceEqual(other.Entries));

    public override bool Equals(object? obj) => obj is ValueMap<TValue> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in Entries)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => Entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
