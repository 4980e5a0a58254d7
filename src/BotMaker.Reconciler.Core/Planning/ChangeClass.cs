namespace BotMaker.Reconciler.Core.Planning;

/// <summary>How much a change disturbs its bot, least first.</summary>
public enum ChangeClass
{
    None,

    /// <summary>Files that the bot reads again by itself.</summary>
    Live,

    /// <summary>Engine limits and restart policy, in place.</summary>
    Update,

    Restart,

    Recreate,

    /// <summary>A recreate that can migrate the bot's state.</summary>
    Migrate,
}
