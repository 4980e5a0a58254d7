namespace BotMaker.Reconciler.Core.Model;

/// <summary>Fingerprint of the fields that need a new container: <c>v1-</c> and 32 hexadecimal digits.</summary>
public readonly record struct SpecHash(string Value)
{
    public override string ToString() => Value;
}
