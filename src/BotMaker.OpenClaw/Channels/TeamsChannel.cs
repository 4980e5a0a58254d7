using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

internal static class TeamsChannel
{
    private static readonly ValueMap<ChannelSetting> Settings = new SettingTable()
        .Of(SettingShapes.Text, "appId", "certificatePath", "certificateThumbprint", "defaultTo", "managedIdentityClientId", "responsePrefix", "serviceUrl",
            "sharePointSiteId", "tenantId")
        .Of(SettingShapes.Number, "dmHistoryLimit", "feedbackReflectionCooldownMs", "historyLimit", "mediaMaxMb", "textChunkLimit")
        .Of(SettingShapes.Flag, "configWrites", "dangerouslyAllowNameMatching", "feedbackEnabled", "feedbackReflection", "graphMediaFallback",
            "groupWelcomeCard", "requireMention", "typingIndicator", "useManagedIdentity", "welcomeCard")
        .Of(SettingShapes.List, "capabilities", "mediaAllowHosts", "mediaAuthAllowHosts", "promptStarters")
        .Of(SettingShapes.Map, "delegatedAuth", "dms", "healthMonitor", "heartbeatVisibility", "markdown", "sso", "streaming", "teams", "webhook")
        .Choice("authType", "secret", "federated")
        .Choice("cloud", "Public", "USGov", "USGovDoD", "China")
        .Choice("contextVisibility", "all", "allowlist", "allowlist_quote")
        .Choice("replyStyle", "thread", "top-level")
        .Required("appId", "tenantId")
        .ToMap();

    public static readonly ChannelDefinition Definition = new()
    {
        Name = "msteams",
        DisplayName = "Microsoft Teams",
        Package = "@openclaw/msteams",
        HasAccounts = false,
        GroupsKey = "teams",
        NeedsInboundWebhook = true,
        SenderId = new("the user's Entra object id", "00000000-0000-0000-0000-000000000000", "(?:(?:msteams|user):)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
        Credentials = ValueMap.Of(("appPassword", new CredentialField("appPassword", "the app registration's client secret (its value, not its id)"))),
        SettingDefaults = ValueMap.Of(("authType", "secret")),
        CredentialRules =
        [
            new([["appPassword"]]) { When = ValueMap.Of(("authType", "secret")) },
            new([["certificatePath"], ["useManagedIdentity"]]) { When = ValueMap.Of(("authType", "federated")) },
        ],
        Settings = Settings,
    };
}
