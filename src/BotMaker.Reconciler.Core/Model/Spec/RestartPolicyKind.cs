namespace BotMaker.Reconciler.Core.Model.Spec;

public enum RestartPolicyKind
{
    Always,
    OnFailure,
    Never,
}
