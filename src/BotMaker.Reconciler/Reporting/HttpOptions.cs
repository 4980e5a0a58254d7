namespace BotMaker.Reconciler.Reporting;

/// <summary>Section <c>Http</c>.</summary>
public sealed record HttpOptions
{
    /// <summary>Address and port of the TCP listener; empty turns it off.</summary>
    public string Listen { get; init; } = "127.0.0.1:9464";

    /// <summary>Null: <c>botmaker.sock</c> in the runtime directory.</summary>
    public string? Socket { get; init; }

    public string SocketGroup { get; init; } = "botmaker";

    /// <summary>Without it the listener may only be bound to loopback.</summary>
    public bool AllowRemote { get; init; }

    public string? TokenFile { get; init; }
}
