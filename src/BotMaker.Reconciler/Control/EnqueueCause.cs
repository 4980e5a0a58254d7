namespace BotMaker.Reconciler.Control;

/// <summary>Why a bot is to be looked at.</summary>
public enum EnqueueCause
{
    /// <summary>The daemon has just started.</summary>
    Start,

    /// <summary>A resync found a difference.</summary>
    Resync,

    /// <summary>An event of the engine.</summary>
    Engine,

    /// <summary>The manifest changed, or the source's health did.</summary>
    Manifest,

    /// <summary>Somebody asked.</summary>
    Command,
}
