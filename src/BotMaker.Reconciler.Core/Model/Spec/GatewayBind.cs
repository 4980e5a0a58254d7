namespace BotMaker.Reconciler.Core.Model.Spec;

public enum GatewayBind
{
    Loopback,
    Lan,
    Custom,
}
