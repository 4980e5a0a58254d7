namespace BotMaker.Reconciler.Telemetry;

/// <summary>Upper bounds in seconds.</summary>
internal static class Buckets
{
    /// <summary>A plan takes microseconds, a pull minutes.</summary>
    public static readonly double[] Reconcile = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    public static readonly double[] EngineCall = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    public static readonly double[] Queue = [0.0001, 0.001, 0.005, 0.02, 0.1, 0.5, 1, 5, 30, 60, 300];

    /// <summary>A gateway needs ten seconds to three minutes.</summary>
    public static readonly double[] TimeToReady = [0.5, 1, 2.5, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600];
}
