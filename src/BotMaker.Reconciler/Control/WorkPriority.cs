namespace BotMaker.Reconciler.Control;

public enum WorkPriority
{
    /// <summary>Start-up and resync.</summary>
    Background,

    /// <summary>Manifest edits, deaths, commands.</summary>
    Urgent,
}
