namespace BotMaker.Reconciler.Core.Model;

/// <summary>Where a secret value is to be found; never the value.</summary>
/// <param name="Name">The secret's name in the store.</param>
/// <param name="Key">The key inside it; null when the secret is a single value.</param>
public sealed record SecretRef(string Name, string? Key)
{
    public override string ToString() => Key is null ? Name : $"{Name}/{Key}";
}
