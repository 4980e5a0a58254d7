using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class SlackChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "ackReaction", "defaultTo", "name", "replyToMode", "responsePrefix", "typingReaction", "webhookPath")
        .Of(SettingShapes.Number, "dmHistoryLimit", "historyLimit", "mediaMaxMb", "textChunkLimit")
        .Of(SettingShapes.Flag, "configWrites", "dangerouslyAllowNameMatching", "joinIntro", "requireMention", "unfurlLinks", "unfurlMedia",
            "userTokenReadOnly")
        .Of(SettingShapes.List, "capabilities", "reactionAllowlist")
        .Of(SettingShapes.Map, "actions", "botLoopProtection", "channels", "commands", "dm", "dms", "execApprovals", "healthMonitor", "heartbeatVisibility",
            "implicitMentions", "markdown", "mentionPatterns", "presenceEvents", "relay", "replyToModeByChatType", "slashCommand", "streaming", "thread")
        .Of(SettingShapes.Text | SettingShapes.Flag, "allowBots")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("mode", "socket", "http", "relay")
        .Choice("postAs", "bot", "user")
        .Choice("reactionNotifications", "off", "own", "all", "allowlist")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "slack",
        DisplayName = "Slack",
        Package = "@openclaw/slack",
        HasGroupAllowFrom = false,
        GroupsKey = "channels",
        SenderId = new("the member id", "U012AB3CD4E", "(?:(?:slack|user):)?[UW][A-Z0-9]{6,20}"),
        Credentials = ValueMap.Of(
            ("botToken", new CredentialField("botToken", "the bot user's OAuth token (xoxb-)")),
            ("appToken", new CredentialField("appToken", "the app-level token for Socket Mode (xapp-)")),
            ("signingSecret", new CredentialField("signingSecret", "the app's signing secret, for HTTP mode")),
            ("userToken", new CredentialField("userToken", "a user's OAuth token (xoxp-)"))),
        SettingDefaults = ValueMap.Of(("mode", "socket"), ("postAs", "bot")),
        CredentialRules =
        [
            new([["botToken", "appToken"]]) { When = ValueMap.Of(("mode", "socket"), ("postAs", "bot")) },
            new([["userToken", "appToken"]]) { When = ValueMap.Of(("mode", "socket"), ("postAs", "user")) },
            new([["botToken", "signingSecret"]]) { When = ValueMap.Of(("mode", "http"), ("postAs", "bot")) },
            new([["userToken", "signingSecret"]]) { When = ValueMap.Of(("mode", "http"), ("postAs", "user")) },
            new([["botToken", "relay"]]) { When = ValueMap.Of(("mode", "relay")) },
        ],
        Settings = Settings,
    };
}
