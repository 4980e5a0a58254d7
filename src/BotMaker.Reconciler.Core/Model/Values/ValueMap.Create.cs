using System.Collections.Immutable;

namespace BotMaker.Reconciler.Core.Model.Values;

public static class ValueMap
{
    public static ValueMap<TValue> ToValueMap<TValue>(this IEnumerable<KeyValuePair<string, TValue>> entries) =>
        new(entries.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public static ValueMap<TValue> ToValueMap<TItem, TValue>(this IEnumerable<TItem> items, Func<TItem, string> key, Func<TItem, TValue> value) =>
        new(items.ToImmutableSortedDictionary(key, value, StringComparer.Ordinal));

    public static ValueMap<TValue> Of<TValue>(params ReadOnlySpan<(string Key, TValue Value)> entries)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, TValue>(StringComparer.Ordinal);
        foreach (var (key, value) in entries) builder[key] = value;
        return new(builder.ToImmutable());
    }
}
