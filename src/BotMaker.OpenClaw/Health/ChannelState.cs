namespace BotMaker.OpenClaw.Health;

/// <summary>One account of a channel, as the gateway sees it. What a release does not tell is null.</summary>
public sealed record ChannelState
{
    public bool? IsEnabled { get; init; }

    public bool? IsRunning { get; init; }

    /// <summary>Has its connection; false for a while after a start.</summary>
    public bool? IsConnected { get; init; }

    /// <summary>For example <c>starting</c>, <c>ready</c>, <c>recovering</c>, <c>blocked</c>.</summary>
    public string? Lifecycle { get; init; }

    public string? LastError { get; init; }

    /// <summary>What is wrong, for a person; null when the account runs without an error.</summary>
    public string? Problem =>
        IsEnabled == false ? "it is switched off in the gateway"
        : LastError is { Length: > 0 } error ? error
        : Lifecycle is "blocked" ? "it is blocked: its package did not load, or its secret could not be read"
        : IsRunning == false ? "it does not run"
        : null;
}
