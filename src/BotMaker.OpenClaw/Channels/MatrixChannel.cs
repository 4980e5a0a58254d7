using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class MatrixChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "ackReaction", "avatarUrl", "deviceId", "deviceName", "homeserver", "name", "proxy", "responsePrefix", "userId")
        .Of(SettingShapes.Number, "historyLimit", "initialSyncLimit", "mediaMaxMb", "startupVerificationCooldownHours", "textChunkLimit")
        .Of(SettingShapes.Flag, "allowlistOnly", "configWrites", "dangerouslyAllowNameMatching", "encryption", "joinIntro")
        .Of(SettingShapes.List, "autoJoinAllowlist")
        .Of(SettingShapes.Map, "actions", "botLoopProtection", "dm", "execApprovals", "markdown", "mentionPatterns", "network", "rooms", "streaming",
            "threadBindings")
        .Of(SettingShapes.Text | SettingShapes.Flag, "allowBots")
        .Choice("ackReactionScope", "group-mentions", "group-all", "direct", "all", "none", "off")
        .Choice("autoJoin", "always", "allowlist", "off")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("reactionNotifications", "off", "own")
        .Choice("replyToMode", "off", "first", "all", "batched")
        .Choice("startupVerification", "off", "if-unverified")
        .Choice("threadReplies", "off", "inbound", "always")
        .Required("homeserver")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "matrix",
        DisplayName = "Matrix",
        Package = "@openclaw/matrix",
        HasNestedDm = true,
        SenderId = new("the full user id", "@alice:example.org", @"(?:matrix:)?(?:user:)?@[^:\s]+:[^\s]+"),
        SenderIdIsStrict = true,
        Credentials = ValueMap.Of(
            ("accessToken", new CredentialField("accessToken", "an access token of the bot's Matrix user")),
            ("password", new CredentialField("password", "the password of the bot's Matrix user, with userId"))),
        CredentialRules = [new([["accessToken"], ["userId", "password"]])],
        Settings = Settings,
    };
}
