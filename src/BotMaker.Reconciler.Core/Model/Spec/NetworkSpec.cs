using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record NetworkSpec
{
    public NetworkMode Mode { get; init; } = NetworkMode.Shared;

    /// <summary>With <see cref="NetworkMode.Existing"/>.</summary>
    public string Name { get; init; } = "";

    public ValueList<string> Dns { get; init; }

    /// <summary>Host name to address.</summary>
    public ValueMap<string> ExtraHosts { get; init; }
}
