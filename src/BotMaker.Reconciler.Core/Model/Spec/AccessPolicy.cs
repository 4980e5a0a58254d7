namespace BotMaker.Reconciler.Core.Model.Spec;

public enum AccessPolicy
{
    Allowlist,
    Pairing,
    Open,
    Disabled,
}
