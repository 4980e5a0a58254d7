namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record RestartSpec
{
    public RestartPolicyKind Policy { get; init; } = RestartPolicyKind.Always;

    public RestartOwner Owner { get; init; } = RestartOwner.Engine;
}
