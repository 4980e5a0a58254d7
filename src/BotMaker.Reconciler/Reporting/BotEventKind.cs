namespace BotMaker.Reconciler.Reporting;

/// <summary>Who tells of an event.</summary>
public enum BotEventKind
{
    /// <summary>What was decided to be done, and why.</summary>
    Decision,

    /// <summary>What was done, and how it ended.</summary>
    Action,

    /// <summary>How the bot is now.</summary>
    Status,

    /// <summary>What the engine saw.</summary>
    Engine,
}
