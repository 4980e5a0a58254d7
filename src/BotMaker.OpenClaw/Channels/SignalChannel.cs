using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class SignalChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "account", "accountUuid", "defaultTo", "name", "replyToMode", "responsePrefix")
        .Of(SettingShapes.Number, "dmHistoryLimit", "historyLimit", "mediaMaxMb", "textChunkLimit")
        .Of(SettingShapes.Flag, "configWrites", "ignoreAttachments", "sendReadReceipts")
        .Of(SettingShapes.List, "capabilities", "reactionAllowlist")
        .Of(SettingShapes.Map, "actions", "aliases", "dms", "healthMonitor", "heartbeatVisibility", "markdown", "replyToModeByChatType", "streaming",
            "transport")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("reactionLevel", "off", "ack", "minimal", "extensive")
        .Choice("reactionNotifications", "off", "own", "all", "allowlist")
        .Required("account")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "signal",
        DisplayName = "Signal",
        Package = "@openclaw/signal",
        NeedsInteractiveLogin = true,
        SenderId = new(
            "the phone number in international form, or uuid:<id>", "+15550001234", @"(?:signal:)?(?:\+[1-9][0-9]{6,14}|(?:uuid:)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"),
        Settings = Settings,
    };
}
