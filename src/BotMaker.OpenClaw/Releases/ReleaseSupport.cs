namespace BotMaker.OpenClaw.Releases;

/// <summary>From a release to its dialect and its abilities.</summary>
public static class ReleaseSupport
{
    private static readonly OpenClawRelease MeasuredJanuary = new(2026, 1, 30);
    private static readonly OpenClawRelease SecretReferences = new(2026, 2, 26);
    private static readonly OpenClawRelease HealthEndpoint = new(2026, 3, 1);
    private static readonly OpenClawRelease ReadyEndpoint = new(2026, 3, 7);
    private static readonly OpenClawRelease StartupEndpoint = new(2026, 8, 1);
    private static readonly OpenClawRelease DiscordApart = new(2026, 5, 2);
    private static readonly OpenClawRelease ChannelsApart = new(2026, 5, 12);

    public static ReleaseVerdict Judge(OpenClawRelease release)
    {
        if (release < OpenClawRelease.Oldest)
        {
            return new()
            {
                Release = release,
                Error = $"OpenClaw {release} is older than {OpenClawRelease.Oldest}, the first release under that name; its configuration is another. Use a newer image.",
            };
        }

        var dialect = release < SecretReferences ? Dialect.January2026 : Dialect.Current;
        return new() { Release = release, Dialect = dialect, Warning = WarningFor(release, dialect) };
    }

    /// <summary>The path of the HTTP endpoint that says best whether the gateway is up; null where the release has none (any path answers 200).</summary>
    public static string? HealthPath(OpenClawRelease release) =>
        release >= StartupEndpoint ? "/startupz" : release >= HealthEndpoint ? "/healthz" : null;

    /// <summary>Whether <c>/readyz</c> counts channels.</summary>
    public static bool HasReadiness(OpenClawRelease release) => release >= ReadyEndpoint;

    /// <summary>Whether a channel's code comes as a package of its own rather than with the core.</summary>
    public static bool IsPackagedApart(string channel, OpenClawRelease release) => channel switch
    {
        "telegram" => false,
        "discord" => release >= DiscordApart,
        _ => release >= ChannelsApart,
    };

    private static string? WarningFor(OpenClawRelease release, Dialect dialect)
    {
        if (release > OpenClawRelease.Newest)
            return $"OpenClaw {release} is newer than {OpenClawRelease.Newest}, the newest release that this version of botmaker knows; it is treated like that one.";
        if (dialect == Dialect.January2026)
            return $"OpenClaw {release} has no secret references and no health endpoint: its whole configuration is kept as a secret, and its probe only sees that it answers.";
        return release == OpenClawRelease.Newest
            ? null
            : $"OpenClaw {release} lies between the measured releases {MeasuredJanuary} and {OpenClawRelease.Newest}; it is treated like the newer one, and its own check of the configuration decides.";
    }
}
