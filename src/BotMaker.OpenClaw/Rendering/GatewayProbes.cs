using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>Commands that look at a running gateway from inside its container, under the container's user.</summary>
public sealed record GatewayProbes
{
    /// <summary>
    /// For the engine's health check (its <c>Test</c> is <c>CMD</c> and this): exit 0 when the gateway itself says that it is up.
    /// About 0.1 s with Node; prints the answer.
    /// </summary>
    public required ValueList<string> Health { get; init; }

    /// <summary>Exit 0 when the gateway and its channels are ready; prints the body; null where the release has no such endpoint.</summary>
    public ValueList<string>? Readiness { get; init; }

    /// <summary>Prints the channels' state as JSON. Dear: 2 s and 211 MB in the bot's own limit; see <see cref="ChannelsProbe"/> for what it ends with where that is not free.</summary>
    public required ValueList<string> Channels { get; init; }

    /// <summary>Makes the gateway read changed secret files; null where secrets are part of the configuration.</summary>
    public ValueList<string>? ReloadSecrets { get; init; }
}
