using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class LineChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "name", "responsePrefix", "webhookPath")
        .Of(SettingShapes.Number, "historyLimit", "mediaMaxMb")
        .Of(SettingShapes.Flag, "configWrites", "joinIntro")
        .Of(SettingShapes.Map, "streaming", "threadBindings")
        .Choice("replyToMode", "off", "first", "all")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "line",
        DisplayName = "LINE",
        Package = "@openclaw/line",
        NeedsInboundWebhook = true,
        SenderId = new("the user id", "U00000000000000000000000000000000", "(?:line:)?(?:user:)?U[0-9a-f]{32}"),
        SenderIdIsStrict = true,
        Credentials = ValueMap.Of(
            ("channelAccessToken", new CredentialField("channelAccessToken", "the channel's long-lived access token") { FileSetting = "tokenFile" }),
            ("channelSecret", new CredentialField("channelSecret", "the channel's secret") { FileSetting = "secretFile" })),
        CredentialRules = [new([["channelAccessToken", "channelSecret"]])],
        Refused = ValueMap.Of(
            ("tokenFile", "give channelAccessToken a secretRef; the file is made from it"),
            ("secretFile", "give channelSecret a secretRef; the file is made from it")),
        Settings = Settings,
    };
}
