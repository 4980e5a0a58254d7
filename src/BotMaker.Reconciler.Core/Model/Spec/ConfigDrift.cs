namespace BotMaker.Reconciler.Core.Model.Spec;

public enum ConfigDrift
{
    Enforce,
    Allow,
    Report,
}
