using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

/// <summary>Which credentials an account needs, under a condition on one of its settings.</summary>
/// <param name="AnyOf">Alternatives; each is the full set of names (credentials or settings) that it needs.</param>
public sealed record CredentialRule(ValueList<ValueList<string>> AnyOf)
{
    /// <summary>The condition: every named setting has this value. Empty: always.</summary>
    public ValueMap<string> When { get; init; }

    /// <summary>A further condition: this setting is given, whatever its value.</summary>
    public string? WhenGiven { get; init; }

    /// <summary>For a message: <c>botToken and appToken, or userToken and appToken</c>.</summary>
    public string Describe() => string.Join(", or ", AnyOf.Select(names => string.Join(" and ", names)));

    /// <param name="present">Names of the credentials and settings that the account has, its channel's included.</param>
    public bool IsMetBy(IReadOnlySet<string> present) => AnyOf.Any(names => names.All(present.Contains));
}
