namespace BotMaker.Reconciler.Core.Model.Values;

/// <summary>Free-form data of a manifest (configuration fragments, channel settings) with value equality. A closed hierarchy.</summary>
public abstract record DataNode
{
    private DataNode()
    {
    }

    public sealed record Null : DataNode
    {
        public static readonly Null Instance = new();
    }

    public sealed record Flag(bool Value) : DataNode;

    /// <param name="Literal">As written, in JSON's number syntax: no digit is lost.</param>
    public sealed record Number(string Literal) : DataNode;

    public sealed record Text(string Value) : DataNode;

    public sealed record Sequence(ValueList<DataNode> Items) : DataNode;

    public sealed record Map(ValueMap<DataNode> Entries) : DataNode;

    /// <summary>A reference to a secret, wherever a manifest allows one inside free-form data.</summary>
    public sealed record Secret(SecretRef Reference) : DataNode;
}
