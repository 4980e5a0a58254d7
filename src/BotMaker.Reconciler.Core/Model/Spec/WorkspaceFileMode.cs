namespace BotMaker.Reconciler.Core.Model.Spec;

public enum WorkspaceFileMode
{
    Seed,
    Enforce,
}
