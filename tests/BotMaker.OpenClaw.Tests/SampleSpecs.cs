using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Tests;

/// <summary>Specs as a manifest would give them.</summary>
internal static class SampleSpecs
{
    public static readonly BotSpec Bare = new() { Image = new() { Reference = "ghcr.io/openclaw/openclaw:2026.9.6" } };

    public static readonly BotSpec Telegram = Bare with
    {
        Model = new("anthropic/claude-opus-4-5", ["openai/gpt-6-astra"]),
        Providers = ValueMap.Of(("anthropic", new ProviderSpec { ApiKey = new("anthropic", "api-key") })),
        Channels = ValueMap.Of(("telegram", new ChannelSpec
        {
            Credentials = Secrets("telegram", "botToken"),
            AllowFrom = ["123456789"],
            Groups = ValueMap.Of<DataNode>(("-1001234567890", Map(("requireMention", new DataNode.Flag(true))))),
            Settings = ValueMap.Of<DataNode>(("mediaMaxMb", new DataNode.Number("8")), ("apiRoot", Text("http://telegram.internal:8081"))),
        })),
    };

    public static readonly BotSpec Discord = Bare with
    {
        Model = new("openai/gpt-6-astra"),
        Providers = ValueMap.Of(("openai", new ProviderSpec { ApiKey = new("openai", null) })),
        Channels = ValueMap.Of(("discord", new ChannelSpec
        {
            Credentials = Secrets("discord", "token"),
            AllowFrom = ["123456789012345678", "223456789012345678"],
            Groups = ValueMap.Of<DataNode>(("323456789012345678", Map(
                ("requireMention", new DataNode.Flag(true)), ("users", new DataNode.Sequence([Text("123456789012345678")]))))),
        })),
    };

    public static readonly BotSpec Slack = Bare with
    {
        Model = new("anthropic/claude-opus-4-5"),
        Providers = Telegram.Providers,
        Channels = ValueMap.Of(("slack", new ChannelSpec
        {
            Credentials = Secrets("slack", "botToken", "appToken"),
            AllowFrom = ["U012AB3CD4E"],
            Settings = ValueMap.Of<DataNode>(("mode", Text("socket"))),
        })),
    };

    public static readonly BotSpec ThreeChannels = Telegram with
    {
        Channels = ValueMap.Of(
            ("telegram", Telegram.Channels["telegram"]), ("discord", Discord.Channels["discord"]), ("slack", Slack.Channels["slack"])),
    };

    public static readonly BotSpec Accounts = Telegram with
    {
        Channels = ValueMap.Of(("telegram", new ChannelSpec
        {
            AllowFrom = ["123456789"],
            DefaultAccount = "work",
            Accounts = ValueMap.Of(
                ("home", new ChannelSpec { Credentials = Secrets("telegram-home", "botToken"), DmPolicy = AccessPolicy.Pairing }),
                ("work", new ChannelSpec { Credentials = Secrets("telegram-work", "botToken"), AllowFrom = ["987654321"] })),
        })),
    };

    public static readonly BotSpec CustomProvider = Telegram with
    {
        Model = new("house/large"),
        Providers = ValueMap.Of(("house", new ProviderSpec
        {
            ApiKey = new("house", "key"),
            BaseUrl = "https://llm.internal/v1",
            Api = "openai-completions",
            Models = [Map(("id", Text("large")))],
            Headers = ValueMap.Of<DataNode>(("X-Team", Text("support")), ("X-Key", new DataNode.Secret(new("house", "header")))),
        })),
    };

    public static readonly BotSpec Published = Telegram with
    {
        Gateway = new() { Bind = GatewayBind.Lan, Token = new("gateway", "token"), Publish = new("127.0.0.1", 19101) },
    };

    public static readonly BotSpec Fragment = Telegram with
    {
        Config = ValueMap.Of<DataNode>(
            ("agents", Map(("defaults", Map(("heartbeat", Map(("every", Text("1h")))))))),
            ("browser", DataNode.Null.Instance),
            ("gateway", Map(("port", new DataNode.Number("1")), ("trustedProxies", new DataNode.Sequence([Text("10.0.0.1")])))),
            ("logging", Map(("level", Text("debug"))))),
    };

    public static DataNode.Text Text(string value) => new(value);

    public static DataNode.Map Map(params (string Key, DataNode Value)[] entries) => new(ValueMap.Of<DataNode>(entries));

    public static ValueMap<SecretRef> Secrets(string name, params string[] keys) =>
        keys.Select(key => KeyValuePair.Create(key, new SecretRef(name, key))).ToValueMap();
}
