using BotMaker.Reconciler.Hosting.Logging;

namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>Section <c>Logging</c>.</summary>
public sealed record LoggingOptions
{
    /// <summary>Null is auto: journal where systemd reads our output, else text.</summary>
    public LogFormat? Format { get; init; }

    public LogLevel Level { get; init; } = LogLevel.Information;
}
