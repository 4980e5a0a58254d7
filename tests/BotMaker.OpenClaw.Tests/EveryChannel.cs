using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using static BotMaker.OpenClaw.Tests.SampleSpecs;

namespace BotMaker.OpenClaw.Tests;

/// <summary>The channels of which no other sample speaks, one bot with all of them.</summary>
internal static class EveryChannel
{
    public static readonly BotSpec Spec = Bare with
    {
        Channels = ValueMap.Of(
            ("whatsapp", new ChannelSpec { AllowFrom = ["+15550001234"], GroupAllowFrom = ["+15550001234"] }),
            ("signal", new ChannelSpec { AllowFrom = ["+15550001234"], Settings = ValueMap.Of<DataNode>(("account", Text("+15550009999"))) }),
            ("matrix", new ChannelSpec
            {
                Credentials = Secrets("matrix", "accessToken"),
                AllowFrom = ["@alice:example.org"],
                Settings = ValueMap.Of<DataNode>(("homeserver", Text("https://matrix.example.org"))),
            }),
            ("mattermost", new ChannelSpec
            {
                Credentials = Secrets("mattermost", "botToken"),
                AllowFrom = ["abcdefghijklmnopqrstuvwxyz"],
                Settings = ValueMap.Of<DataNode>(("baseUrl", Text("https://mattermost.example.org"))),
            }),
            ("msteams", new ChannelSpec
            {
                Credentials = Secrets("teams", "appPassword"),
                AllowFrom = ["00000000-0000-0000-0000-000000000001"],
                Settings = ValueMap.Of<DataNode>(("appId", Text("app")), ("tenantId", Text("tenant"))),
            }),
            ("googlechat", new ChannelSpec
            {
                Credentials = Secrets("googlechat", "serviceAccount"),
                DmPolicy = AccessPolicy.Disabled,
                Settings = ValueMap.Of<DataNode>(("audience", Text("123456")), ("audienceType", Text("project-number"))),
            }),
            ("line", new ChannelSpec { Credentials = Secrets("line", "channelAccessToken", "channelSecret"), AllowFrom = ["U0123456789abcdef0123456789abcdef"] })),
    };
}
