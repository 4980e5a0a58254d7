namespace BotMaker.Reconciler.Core.Model.Spec;

public enum RunState
{
    Running,
    Stopped,
}
