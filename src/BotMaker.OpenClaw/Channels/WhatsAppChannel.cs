using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class WhatsAppChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "defaultTo", "replyToMode", "responsePrefix")
        .Of(SettingShapes.Number, "dmHistoryLimit", "historyLimit", "mediaMaxMb", "textChunkLimit")
        .Of(SettingShapes.Flag, "configWrites", "selfChatMode", "sendReadReceipts")
        .Of(SettingShapes.List, "capabilities")
        .Of(SettingShapes.Map, "actions", "direct", "dms", "healthMonitor", "heartbeatVisibility", "markdown", "mentionPatterns", "pluginHooks",
            "streaming")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("reactionLevel", "off", "ack", "minimal", "extensive")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "whatsapp",
        DisplayName = "WhatsApp",
        Package = "@openclaw/whatsapp",
        NeedsInteractiveLogin = true,
        SenderId = new("the phone number in international form", "+15550001234", @"(?:whatsapp:)?\+?[1-9][0-9]{6,14}(?:@s\.whatsapp\.net)?"),
        SenderIdIsStrict = true,
        Settings = Settings,
    };
}
