namespace BotMaker.Reconciler.Hosting;

/// <summary>What the process ends with. 64 and above are those of sysexits.h.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The command's own "no": errors found, changes to be made, not all ready.</summary>
    public const int No = 1;

    /// <summary>The command line is wrong, or <c>plan</c> could not be made.</summary>
    public const int Usage = 2;

    public const int UnknownName = 3;

    /// <summary>A loop of the daemon crashed.</summary>
    public const int Crashed = 70;

    /// <summary>Another reconciler holds the data directory.</summary>
    public const int Locked = 75;

    /// <summary>The configuration is wrong.</summary>
    public const int Configuration = 78;
}
