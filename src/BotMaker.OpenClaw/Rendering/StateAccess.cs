namespace BotMaker.OpenClaw.Rendering;

public enum StateAccess
{
    /// <summary>A tmpfs at the state path: may run beside the bot.</summary>
    Scratch,

    /// <summary>The bot's own state: only while the bot is stopped, because a state directory never has two users.</summary>
    Real,
}
