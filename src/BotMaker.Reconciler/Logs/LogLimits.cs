namespace BotMaker.Reconciler.Logs;

/// <summary>What bounds the memory of bots' output.</summary>
public static class LogLimits
{
    /// <summary>Lines that are kept of a bot that somebody reads.</summary>
    public const int RingLines = 10_000;

    /// <summary>Memory that they may take; whichever is reached first.</summary>
    public const long RingBytes = 4 * 1024 * 1024;

    /// <summary>Longer lines are cut.</summary>
    public const int LineBytes = 64 * 1024;

    /// <summary>At once, over all bots: each may hold one ring and one connection to the engine.</summary>
    public const int Readers = 64;

    /// <summary>Handed to a reader at once.</summary>
    public const int BatchLines = 256;

    public const int BatchBytes = 256 * 1024;

    /// <summary>Lines that a reader gets of what was before, unless it says otherwise.</summary>
    public const int DefaultTail = 200;
}
