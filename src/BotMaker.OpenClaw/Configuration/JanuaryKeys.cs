namespace BotMaker.OpenClaw.Configuration;

/// <summary>
/// The keys that release 2026.1.30 takes in a channel; any other one keeps its gateway from starting. Read from that release's own
/// schemas, without those that later releases dropped again.
/// </summary>
internal static class JanuaryKeys
{
    private static readonly Dictionary<string, HashSet<string>> ByChannel = new(StringComparer.Ordinal)
    {
        ["telegram"] = Keys(
            "accounts actions allowFrom botToken capabilities commands configWrites customCommands dmHistoryLimit dmPolicy dms enabled groupAllowFrom " +
            "groupPolicy groups historyLimit linkPreview markdown mediaMaxMb name network proxy reactionLevel reactionNotifications replyToMode " +
            "textChunkLimit tokenFile webhookPath webhookSecret webhookUrl"),
        ["discord"] = Keys(
            "accounts actions allowBots capabilities commands configWrites dm dmHistoryLimit dms enabled execApprovals groupPolicy guilds historyLimit " +
            "intents markdown maxLinesPerMessage mediaMaxMb name replyToMode textChunkLimit token"),
        ["slack"] = Keys(
            "accounts actions allowBots appToken botToken capabilities channels commands configWrites dm dmHistoryLimit dms enabled groupPolicy " +
            "historyLimit markdown mediaMaxMb mode name reactionAllowlist reactionNotifications replyToMode replyToModeByChatType requireMention " +
            "signingSecret slashCommand textChunkLimit thread userToken userTokenReadOnly webhookPath"),
        ["whatsapp"] = Keys(
            "accounts actions allowFrom capabilities configWrites dmHistoryLimit dmPolicy dms groupAllowFrom groupPolicy groups historyLimit markdown " +
            "mediaMaxMb selfChatMode sendReadReceipts textChunkLimit"),
        ["signal"] = Keys(
            "account accounts actions allowFrom capabilities configWrites dmHistoryLimit dmPolicy dms enabled groupAllowFrom groupPolicy historyLimit " +
            "ignoreAttachments markdown mediaMaxMb name reactionAllowlist reactionLevel reactionNotifications sendReadReceipts textChunkLimit"),
        ["matrix"] = Keys(
            "accessToken actions allowlistOnly autoJoin autoJoinAllowlist deviceName dm enabled encryption groupAllowFrom groupPolicy groups homeserver " +
            "initialSyncLimit markdown mediaMaxMb name password replyToMode rooms textChunkLimit threadReplies userId"),
        ["mattermost"] = Keys(
            "accounts allowFrom baseUrl botToken capabilities chatmode configWrites dmPolicy enabled groupAllowFrom groupPolicy markdown name " +
            "oncharPrefixes requireMention textChunkLimit"),
        ["msteams"] = Keys(
            "allowFrom appId appPassword capabilities configWrites dmHistoryLimit dmPolicy dms enabled groupAllowFrom groupPolicy historyLimit markdown " +
            "mediaAllowHosts mediaMaxMb replyStyle requireMention sharePointSiteId teams tenantId textChunkLimit webhook"),
        ["googlechat"] = Keys(
            "accounts allowBots audience audienceType botUser capabilities configWrites defaultAccount dm dmHistoryLimit dms enabled groupAllowFrom " +
            "groupPolicy groups historyLimit mediaMaxMb name replyToMode requireMention serviceAccount textChunkLimit typingIndicator webhookPath webhookUrl"),
        ["line"] = Keys("accounts allowFrom dmPolicy enabled groupAllowFrom groupPolicy groups mediaMaxMb name secretFile tokenFile webhookPath"),
    };

    /// <summary>Takes out what the release would refuse. What the manifest asked for and loses is said in <paramref name="warnings"/>.</summary>
    public static void Filter(string channel, ConfigTree target, List<string> warnings)
    {
        var known = ByChannel[channel];
        foreach (var key in target.Children.Keys.Except(known, StringComparer.Ordinal).ToList())
        {
            target.Remove(key);

            // These two are ours, and the release does without them.
            if (key is not ("enabled" or "configWrites")) warnings.Add($"spec.channels.{channel}.{key} is left out: this release does not know it.");
        }
    }

    /// <summary>Where it cannot be switched off, a disabled channel is left out.</summary>
    public static bool HasSwitch(string channel) => ByChannel[channel].Contains("enabled");

    private static HashSet<string> Keys(string names) => names.Split(' ').ToHashSet(StringComparer.Ordinal);
}
