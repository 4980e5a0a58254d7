using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class DiscordChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "ackReaction", "activity", "activityUrl", "applicationId", "defaultTo", "name", "proxy", "replyToMode", "responsePrefix")
        .Of(SettingShapes.Number, "activityType", "dmHistoryLimit", "historyLimit", "maxLinesPerMessage", "mediaMaxMb", "textChunkLimit")
        .Of(SettingShapes.Flag, "configWrites", "dangerouslyAllowNameMatching", "joinIntro", "suppressEmbeds")
        .Of(SettingShapes.List, "capabilities")
        .Of(SettingShapes.Map, "actions", "activities", "agentComponents", "autoPresence", "botLoopProtection", "commands", "dm", "dms", "execApprovals",
            "guilds", "healthMonitor", "heartbeatVisibility", "inboundWorker", "intents", "markdown", "mentionAliases", "mentionPatterns", "pluralkit",
            "slashCommand", "streaming", "thread", "threadBindings", "voice")
        .Of(SettingShapes.Text | SettingShapes.Flag, "allowBots")
        .Choice("ackReactionScope", "group-mentions", "group-all", "direct", "all", "off", "none")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("status", "online", "dnd", "idle", "invisible")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "discord",
        DisplayName = "Discord",
        Package = "@openclaw/discord",
        HasGroupAllowFrom = false,
        GroupsKey = "guilds",
        SenderId = new("the numeric user id (a snowflake)", "123456789012345678", "(?:(?:discord|user):)?[0-9]{15,20}|pk:[A-Za-z0-9-]+"),
        SenderIdIsStrict = true,
        Credentials = ValueMap.Of(("token", new CredentialField("token", "the bot's token from the Developer Portal, without a prefix"))),
        CredentialRules = [new([["token"]])],
        Settings = Settings,
    };
}
