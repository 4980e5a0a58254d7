using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record ProviderSpec
{
    public SecretRef? ApiKey { get; init; }

    /// <summary>For a custom endpoint; with it <see cref="Api"/> and <see cref="Models"/>.</summary>
    public string? BaseUrl { get; init; }

    public string? Api { get; init; }

    /// <summary>Each a map with at least <c>id</c>.</summary>
    public ValueList<DataNode> Models { get; init; }

    /// <summary>Values are text or secret references.</summary>
    public ValueMap<DataNode> Headers { get; init; }
}
