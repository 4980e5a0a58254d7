using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record SecuritySpec
{
    /// <summary>Null is auto: a uid of the bot's own from the pool.</summary>
    public int? RunAsUser { get; init; }

    public bool ReadOnlyRootFilesystem { get; init; } = true;

    public ValueList<string> CapDrop { get; init; } = ["ALL"];

    public bool NoNewPrivileges { get; init; } = true;
}
