namespace BotMaker.DockerEngine.InMemory;

/// <summary>The engine's restart rules.</summary>
internal static class RestartPolicies
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(10);

    public static bool WantsRestart(ContainerRecord container, int exitCode) => !container.ExitOnNext && WantsRestartAtEngineStart(container, exitCode);

    /// <summary>An engine that starts has forgotten what it was about to stop: <c>always</c> then means always.</summary>
    public static bool WantsRestartAtEngineStart(ContainerRecord container, int exitCode) => container.HostConfig.RestartPolicy?.Name switch
    {
        "always" => true,
        "unless-stopped" => !container.ManuallyStopped,
        "on-failure" => exitCode != 0
            && (container.HostConfig.RestartPolicy.MaximumRetryCount == 0 || container.RestartCount < container.HostConfig.RestartPolicy.MaximumRetryCount),
        _ => false,
    };

    /// <summary>Doubles from 100 ms to a minute; a run of ten seconds makes it start over.</summary>
    public static TimeSpan NextDelay(TimeSpan previous, TimeSpan ran)
    {
        if (ran >= LongRun || previous == TimeSpan.Zero) return FirstDelay;
        TimeSpan doubled = previous * 2;
        return doubled > LongestDelay ? LongestDelay : doubled;
    }
}
