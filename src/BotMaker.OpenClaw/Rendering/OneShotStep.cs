using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>A command for a container of the bot's image, user, configuration and secrets, with a host name of its own.</summary>
public sealed record OneShotStep
{
    public required OneShotKind Kind { get; init; }

    public required ValueList<string> Command { get; init; }

    /// <summary>Instead of the bot's own environment.</summary>
    public required ValueMap<string> Environment { get; init; }

    public required StateAccess State { get; init; }

    /// <summary>The step writes its configuration: give it a copy that is thrown away, not the bot's directory.</summary>
    public bool NeedsWritableConfiguration { get; init; }

    /// <summary>False: it works without the bot's configuration and secrets, and does not get them.</summary>
    public bool NeedsConfiguration { get; init; } = true;

    public bool NeedsNetwork { get; init; }

    /// <summary>The least memory limit that it runs in; measured peaks are 284 MB (validate) and 650 MB (doctor).</summary>
    public required long MemoryBytes { get; init; }

    public required TimeSpan Deadline { get; init; }

    /// <summary>With <see cref="OneShotKind.InstallPackage"/>: the channel.</summary>
    public string? Channel { get; init; }

    /// <summary>With <see cref="OneShotKind.InstallPackage"/>: for example <c>@openclaw/discord@2026.9.6</c>; what is provisioned once per image.</summary>
    public string? Package { get; init; }
}
