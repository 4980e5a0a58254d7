using System.Diagnostics.CodeAnalysis;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

/// <summary>What we know of one channel: its keys, its credentials and where its code comes from. Keys are those of release 2026.9.6.</summary>
public sealed record ChannelDefinition
{
    /// <summary>As in a manifest and in OpenClaw's configuration.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>The npm package that current releases keep apart from their core; null when the channel is in the core.</summary>
    public string? Package { get; init; }

    public ValueMap<CredentialField> Credentials { get; init; }

    /// <summary>Every rule whose condition holds must be met by every enabled account.</summary>
    public ValueList<CredentialRule> CredentialRules { get; init; }

    /// <summary>Values that settings have when they are not given, where a rule's condition depends on them.</summary>
    public ValueMap<string> SettingDefaults { get; init; }

    /// <summary>The other settings by name; without credentials and the fields that every channel shares.</summary>
    public ValueMap<ChannelSetting> Settings { get; init; }

    /// <summary>Known keys that a manifest may not use, with what to do instead.</summary>
    public ValueMap<string> Refused { get; init; }

    public required IdFormat SenderId { get; init; }

    /// <summary>An id of another form can never match a sender, so it is an error and not a warning.</summary>
    public bool SenderIdIsStrict { get; init; }

    /// <summary>OpenClaw's key for the manifest's <c>groups</c>: <c>guilds</c>, <c>channels</c>, <c>teams</c> or <c>groups</c>.</summary>
    public string GroupsKey { get; init; } = "groups";

    public bool HasGroupAllowFrom { get; init; } = true;

    public bool HasAccounts { get; init; } = true;

    /// <summary><c>dm: {policy, allowFrom}</c> instead of <c>dmPolicy</c> and <c>allowFrom</c>.</summary>
    public bool HasNestedDm { get; init; }

    /// <summary>The provider calls the gateway, so it must be reachable from outside.</summary>
    public bool NeedsInboundWebhook { get; init; }

    /// <summary>A person must log in once (a QR code or a linked device); the manifest alone does not make it work.</summary>
    public bool NeedsInteractiveLogin { get; init; }

    public bool TryGetSetting(string name, [NotNullWhen(true)] out ChannelSetting? setting) => Settings.TryGetValue(name, out setting);
}
