using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.OpenClaw.Configuration;

/// <summary>What a managed bot does not do by itself: look for updates, announce itself, restart or rewrite itself, load a browser.</summary>
internal static class QuietSection
{
    public static void Write(ConfigTree root, BotSpec spec, Dialect dialect)
    {
        root.At("browser").Set("enabled", false);
        root.At("commands").Set("restart", false);
        if (spec.ConfigDrift == ConfigDrift.Enforce) root.At("commands").Set("config", false);
        root.At("discovery", "mdns").Set("mode", "off");
        root.At("update").Set("checkOnStart", false);
        if (dialect == Dialect.Current) root.At("models", "catalogRefresh").Set("enabled", false);

        // By default all direct messages share one session: what one person says, the next one can ask for.
        if (spec.Channels.Values.Any(HasSeveralSenders)) root.At("session").Set("dmScope", "per-channel-peer");
    }

    private static bool HasSeveralSenders(ChannelSpec channel) =>
        channel.Enabled
        && (channel.AllowFrom.Count > 1
            || channel.DmPolicy is AccessPolicy.Open or AccessPolicy.Pairing
            || channel.Accounts.Values.Any(HasSeveralSenders));
}
