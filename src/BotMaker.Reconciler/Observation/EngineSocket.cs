namespace BotMaker.Reconciler.Observation;

/// <summary>
/// An engine that was told to end removes its socket file at once, and then goes on answering over connections that are open while it stops all
/// containers. Their deaths look like any others, and a container that is started now is left unstartable. The missing file tells (measured on 20.10;
/// with socket activation the file stays, and what is left unstartable is made anew).
/// </summary>
internal static class EngineSocket
{
    private const string Scheme = "unix://";

    /// <summary>Is the engine of this address about to end, or already gone?</summary>
    public static bool IsGone(string endpoint) => endpoint.StartsWith(Scheme, StringComparison.Ordinal) && !File.Exists(endpoint[Scheme.Length..]);
}
