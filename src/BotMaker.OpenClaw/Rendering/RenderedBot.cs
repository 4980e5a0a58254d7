using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>Everything that a bot's container needs from OpenClaw's side. Equal requests give equal results, and no secret value is in it.</summary>
public sealed record RenderedBot
{
    public required OpenClawRelease Release { get; init; }

    public required Dialect Dialect { get; init; }

    /// <summary>The container's command; the image's entrypoint stays.</summary>
    public required ValueList<string> Command { get; init; }

    /// <summary>Sorted by name.</summary>
    public required ValueMap<string> Environment { get; init; }

    public required ValueList<RenderedMount> Mounts { get; init; }

    public required ValueList<RenderedTmpfs> Tmpfs { get; init; }

    /// <summary>Files of the configuration mount.</summary>
    public required ValueList<RenderedFile> Files { get; init; }

    /// <summary>Every secret that the bot needs; see <see cref="RenderedSecret.Delivery"/>.</summary>
    public required ValueList<RenderedSecret> Secrets { get; init; }

    public required GatewayProbes Probes { get; init; }

    /// <summary>What the release offers to run beside the gateway, each in a container of its own.</summary>
    public required ValueList<OneShotStep> Steps { get; init; }

    /// <summary>Sentences for people.</summary>
    public required ValueList<string> Warnings { get; init; }
}
