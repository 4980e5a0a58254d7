namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record GatewaySpec
{
    public const int DefaultPort = 18789;

    public GatewayBind Bind { get; init; } = GatewayBind.Loopback;

    public string? CustomBindHost { get; init; }

    public int Port { get; init; } = DefaultPort;

    /// <summary>Null: a token is generated and kept.</summary>
    public SecretRef? Token { get; init; }

    /// <summary>Null: nothing is published.</summary>
    public PublishSpec? Publish { get; init; }
}
