using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class GoogleChatChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "appPrincipal", "audience", "botUser", "defaultTo", "name", "replyToMode", "responsePrefix", "webhookPath", "webhookUrl")
        .Of(SettingShapes.Number, "dmHistoryLimit", "historyLimit", "mediaMaxMb", "textChunkLimit")
        .Of(SettingShapes.Flag, "allowBots", "configWrites", "dangerouslyAllowNameMatching", "requireMention")
        .Of(SettingShapes.List, "capabilities")
        .Of(SettingShapes.Map, "botLoopProtection", "dm", "dms", "healthMonitor", "heartbeatVisibility", "markdown", "streaming")
        .Choice("audienceType", "app-url", "project-number")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("typingIndicator", "none", "message", "reaction")
        .Required("audience", "audienceType")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "googlechat",
        DisplayName = "Google Chat",
        Package = "@openclaw/googlechat",
        NeedsInboundWebhook = true,
        SenderId = new("the user's resource name", "users/1234567890", "(?:googlechat:)?users/[^/\\s]+"),
        Credentials = ValueMap.Of(("serviceAccount", new CredentialField("serviceAccount", "the service account's key file (JSON)"))),
        CredentialRules = [new([["serviceAccount"]])],
        Refused = ValueMap.Of(
            ("serviceAccountFile", "give serviceAccount a secretRef; the file is made from it")),
        Settings = Settings,
    };
}
