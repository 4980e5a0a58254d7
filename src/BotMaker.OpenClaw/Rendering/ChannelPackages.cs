using BotMaker.OpenClaw.Releases;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>Which version of a channel's package goes with a release: the same, but not every package is published with every release.</summary>
internal static class ChannelPackages
{
    private static readonly Dictionary<string, OpenClawRelease> With2026Y9N6 = new(StringComparer.Ordinal)
    {
        ["googlechat"] = new(2026, 9, 5),
        ["line"] = new(2026, 9, 5),
        ["mattermost"] = new(2026, 9, 5),
        ["msteams"] = new(2026, 9, 5),
    };

    public static OpenClawRelease VersionFor(string channel, OpenClawRelease release) =>
        release == OpenClawRelease.Newest && With2026Y9N6.TryGetValue(channel, out var version) ? version : release;
}
