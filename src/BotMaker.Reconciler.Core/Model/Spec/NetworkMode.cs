namespace BotMaker.Reconciler.Core.Model.Spec;

public enum NetworkMode
{
    Shared,
    Own,
    Existing,
}
