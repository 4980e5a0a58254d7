namespace BotMaker.OpenClaw.Reload;

/// <summary>What a gateway says in its log about a changed configuration, in the order of how far it got.</summary>
public enum ReloadSign
{
    None,

    /// <summary>It has read the file, found it valid, and is about to act on it.</summary>
    Noticed,

    /// <summary>It works with the new configuration.</summary>
    Applied,

    /// <summary>It will end, or wants to be restarted, to take it.</summary>
    NeedsRestart,

    /// <summary>It goes on with the old one, and says so nowhere else: its health stays good.</summary>
    Refused,
}
