using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class MattermostChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "baseUrl", "name", "responsePrefix")
        .Of(SettingShapes.Number, "historyLimit", "mediaMaxMb", "textChunkLimit")
        .Of(SettingShapes.Flag, "configWrites", "dangerouslyAllowNameMatching", "requireMention")
        .Of(SettingShapes.List, "capabilities", "oncharPrefixes")
        .Of(SettingShapes.Map, "actions", "commands", "dmChannelRetry", "implicitMentions", "interactions", "markdown", "network", "replyToModeByChatType",
            "streaming")
        .Choice("chatmode", "oncall", "onmessage", "onchar")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("replyToMode", "off", "first", "all", "batched")
        .Required("baseUrl")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "mattermost",
        DisplayName = "Mattermost",
        Package = "@openclaw/mattermost",
        SenderId = new("the user id", "abcdefghijklmnopqrstuvwxyz", "(?:(?:mattermost|user):)?[a-z0-9]{26}"),
        Credentials = ValueMap.Of(("botToken", new CredentialField("botToken", "the access token of the bot account"))),
        CredentialRules = [new([["botToken"]])],
        Settings = Settings,
    };
}
