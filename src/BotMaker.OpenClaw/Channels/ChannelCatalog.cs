using System.Diagnostics.CodeAnalysis;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

/// <summary>The channels that a manifest may name.</summary>
public static class ChannelCatalog
{
    /// <summary>Fields of the manifest that every channel and account has; not among <see cref="ChannelDefinition.Settings"/>.</summary>
    public static readonly ValueList<string> SharedFields =
        ["enabled", "dmPolicy", "allowFrom", "groupPolicy", "groupAllowFrom", "groups", "accounts", "defaultAccount"];

    private static readonly ValueMap<ChannelDefinition> ByName = new[]
    {
        TelegramChannel.Definition,
        DiscordChannel.Definition,
        SlackChannel.Definition,
        WhatsAppChannel.Definition,
        SignalChannel.Definition,
        MatrixChannel.Definition,
        MattermostChannel.Definition,
        TeamsChannel.Definition,
        GoogleChatChannel.Definition,
        LineChannel.Definition,
    }.Select(channel => KeyValuePair.Create(channel.Name, channel)).ToValueMap();

    public static IEnumerable<ChannelDefinition> All => ByName.Values;

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool TryGet(string name, [NotNullWhen(true)] out ChannelDefinition? channel) => ByName.TryGetValue(name, out channel);
}
