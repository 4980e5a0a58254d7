namespace BotMaker.Reconciler.Core.Model.Spec;

public enum RestartOwner
{
    Engine,
    Reconciler,
}
