namespace BotMaker.Reconciler.Core.Model.Spec;

public enum ChannelHealthMode
{
    Report,
    Ignore,
    Gate,
}
