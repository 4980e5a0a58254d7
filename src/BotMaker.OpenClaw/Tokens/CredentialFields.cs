using BotMaker.OpenClaw.Channels;

namespace BotMaker.OpenClaw.Tokens;

/// <summary>From a manifest's field to the rule for its secret: <c>spec.channels.slack.accounts.work.botToken</c> is a Slack bot token.</summary>
public static class CredentialFields
{
    private const string Providers = "spec.providers.";
    private const string ApiKey = ".apiKey";

    /// <param name="field">As <see cref="Rendering.RenderedSecret.Field"/> has it.</param>
    /// <param name="value">As read from the store.</param>
    public static CredentialCheck Check(string field, string value)
    {
        if (field is "spec.gateway.auth.token") return CredentialRules.CheckGatewayToken(value);
        if (ChannelOf(field) is var (channel, name)) return CredentialRules.CheckChannel(channel, name, value);
        if (field.StartsWith(Providers, StringComparison.Ordinal) && field.EndsWith(ApiKey, StringComparison.Ordinal) && field.Length > Providers.Length + ApiKey.Length)
            return CredentialRules.CheckProviderKey(field[Providers.Length..^ApiKey.Length], value);
        // What stands in a free part of the configuration has a form that only its author knows.
        return new CredentialCheck(value, []);
    }

    /// <summary>The channel and the credential that a field is, for one account or for all; null where it is none.</summary>
    public static (string Channel, string Credential)? ChannelOf(string field)
    {
        if (field.Split('.') is not ["spec", "channels", var channel, .. var rest] || !ChannelCatalog.TryGet(channel, out var definition)) return null;
        var name = rest is [var ofAll] ? ofAll : rest is ["accounts", _, var ofOne] ? ofOne : "";
        return definition.Credentials.ContainsKey(name) ? (channel, name) : null;
    }
}
