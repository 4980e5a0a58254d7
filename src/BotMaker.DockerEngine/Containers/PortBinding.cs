namespace BotMaker.DockerEngine.Containers;

/// <param name="HostIp">An address of this host. Validate it: older engines publish on all addresses when they cannot parse it.</param>
/// <param name="HostPort">A number as text.</param>
public sealed record PortBinding(string? HostIp, string? HostPort);
