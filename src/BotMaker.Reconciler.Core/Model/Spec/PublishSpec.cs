namespace BotMaker.Reconciler.Core.Model.Spec;

/// <param name="HostIp">An address of the host.</param>
/// <param name="HostPort">1 to 65535.</param>
public sealed record PublishSpec(string HostIp, int HostPort)
{
    public const string DefaultHostIp = "127.0.0.1";
}
