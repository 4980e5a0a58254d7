using System.Diagnostics.CodeAnalysis;

namespace BotMaker.Reconciler.Core.Model;

/// <summary>The name of a bot and the key of everything: a DNS label of at most 40 characters.</summary>
public readonly record struct BotId : IComparable<BotId>
{
    public const int MaxLength = 40;

    private readonly string? _value;

    private BotId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A default BotId names no bot.");

    public static bool operator <(BotId left, BotId right) => left.CompareTo(right) < 0;

    public static bool operator >(BotId left, BotId right) => left.CompareTo(right) > 0;

    public static bool operator <=(BotId left, BotId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BotId left, BotId right) => left.CompareTo(right) >= 0;

    public static bool TryParse([NotNullWhen(true)] string? text, out BotId id)
    {
        id = IsValid(text) ? new BotId(text) : default;
        return id._value is not null;
    }

    /// <exception cref="FormatException">The text is not a DNS label of at most 40 characters.</exception>
    public static BotId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a bot id: lower-case letters, digits and '-', at most {MaxLength}, no '-' at either end.");

    public int CompareTo(BotId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? "";

    private static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text[0] != '-'
        && text[^1] != '-'
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
