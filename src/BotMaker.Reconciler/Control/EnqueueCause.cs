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

    /// <summary>A secret that it uses changed.</summary>
    Secret,

    /// <summary>Somebody asked, and whatever waits is to be tried now.</summary>
    Command,

    /// <summary>It is its turn to start.</summary>
    Turn,

    /// <summary>Somebody's word changed what may be done; what waits goes on waiting.</summary>
    Hold,
}
