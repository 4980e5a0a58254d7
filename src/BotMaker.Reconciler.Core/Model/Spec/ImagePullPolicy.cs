namespace BotMaker.Reconciler.Core.Model.Spec;

public enum ImagePullPolicy
{
    IfNotPresent,
    Always,
    Never,
}
