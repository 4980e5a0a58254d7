using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Spec;

/// <summary>A channel, or one account of it.</summary>
public sealed record ChannelSpec
{
    public bool Enabled { get; init; } = true;

    /// <summary>Secret fields by their name in OpenClaw's configuration, for example <c>botToken</c>.</summary>
    public ValueMap<SecretRef> Credentials { get; init; }

    public AccessPolicy DmPolicy { get; init; } = AccessPolicy.Allowlist;

    /// <summary>Ids as text. Not empty with <see cref="AccessPolicy.Allowlist"/>.</summary>
    public ValueList<string> AllowFrom { get; init; }

    /// <summary>Never <see cref="AccessPolicy.Pairing"/>.</summary>
    public AccessPolicy GroupPolicy { get; init; } = AccessPolicy.Allowlist;

    public ValueList<string> GroupAllowFrom { get; init; }

    /// <summary>By group id, as OpenClaw takes them.</summary>
    public ValueMap<DataNode> Groups { get; init; }

    /// <summary>The other settings that the channel knows, by their name in OpenClaw's configuration.</summary>
    public ValueMap<DataNode> Settings { get; init; }

    /// <summary>Further accounts by id; an account has none of its own.</summary>
    public ValueMap<ChannelSpec> Accounts { get; init; }

    public string? DefaultAccount { get; init; }
}
