using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class TelegramChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "ackReaction", "apiRoot", "name", "proxy", "replyToMode", "responsePrefix", "webhookCertPath", "webhookHost", "webhookPath",
            "webhookUrl")
        .Of(SettingShapes.Number, "dmHistoryLimit", "historyLimit", "mediaMaxMb", "textChunkLimit", "webhookPort")
        .Of(SettingShapes.Flag, "configWrites", "joinIntro", "linkPreview", "richMessages", "silentErrorReplies")
        .Of(SettingShapes.List, "customCommands", "trustedLocalFileRoots")
        .Of(SettingShapes.Map, "actions", "commands", "direct", "dms", "execApprovals", "healthMonitor", "heartbeatVisibility", "markdown",
            "mentionPatterns", "network", "streaming", "threadBindings")
        .Of(SettingShapes.Text | SettingShapes.Number, "defaultTo")
        .Of(SettingShapes.Flag | SettingShapes.Map, "autoTopicLabel")
        .Of(SettingShapes.List | SettingShapes.Map, "capabilities")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("errorPolicy", "always", "once", "silent")
        .Choice("reactionLevel", "off", "ack", "minimal", "extensive")
        .Choice("reactionNotifications", "off", "own", "all")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "telegram",
        DisplayName = "Telegram",
        SenderId = new("the numeric user id", "123456789", "(?:(?:telegram|tg):)?[0-9]{1,19}"),
        SenderIdIsStrict = true,
        Credentials = ValueMap.Of(
            ("botToken", new CredentialField("botToken", "the bot's token from @BotFather")),
            ("webhookSecret", new CredentialField("webhookSecret", "the secret that Telegram sends with each webhook call"))),
        CredentialRules = [new([["botToken"]]), new([["webhookSecret"]]) { WhenGiven = "webhookUrl" }],
        Refused = ValueMap.Of(
            ("tokenFile", "give botToken a secretRef; the file is made from it")),
        Settings = Settings,
    };
}
