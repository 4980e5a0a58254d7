using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Tokens;

/// <summary>
/// Whether a secret's value can be what its field needs. OpenClaw takes any text and fails when it connects, so these checks are ours;
/// they judge the form only and contact nobody.
/// </summary>
public static class CredentialRules
{
    /// <summary>The findings' path is <paramref name="field"/>.</summary>
    /// <param name="channel">For example <c>slack</c>.</param>
    /// <param name="field">For example <c>botToken</c>.</param>
    /// <param name="value">As read from the store.</param>
    public static CredentialCheck CheckChannel(string channel, string field, string value)
    {
        Func<string, string?> rule = (channel, field) switch
        {
            ("telegram", "botToken") => TelegramRules.BotToken,
            ("telegram", "webhookSecret") => TelegramRules.WebhookSecret,
            ("discord", "token") => DiscordRules.Token,
            ("slack", "botToken") => SlackRules.BotToken,
            ("slack", "appToken") => SlackRules.AppToken,
            ("slack", "userToken") => SlackRules.UserToken,
            ("slack", "signingSecret") => SlackRules.SigningSecret,
            ("mattermost", "botToken") => OtherRules.MattermostToken,
            ("msteams", "appPassword") => OtherRules.TeamsPassword,
            ("googlechat", "serviceAccount") => OtherRules.GoogleServiceAccount,
            ("line", "channelAccessToken") => OtherRules.LineAccessToken,
            ("line", "channelSecret") => OtherRules.LineSecret,
            ("matrix", "password") => _ => null,
            _ => OtherRules.OpaqueToken,
        };
        return Check(field, value, rule);
    }

    /// <summary>The gateway's own token: the gateway refuses blank and placeholder values at its start, and short ones are guessed.</summary>
    public static CredentialCheck CheckGatewayToken(string value) => Check("token", value, OtherRules.GatewayToken);

    /// <param name="provider">For example <c>anthropic</c>.</param>
    public static CredentialCheck CheckProviderKey(string provider, string value) => Check("apiKey", value, text => ProviderRules.ApiKey(provider, text));

    private static CredentialCheck Check(string field, string value, Func<string, string?> rule)
    {
        List<SpecFinding> findings = [];
        var trimmed = value.Trim();
        if (trimmed.Length == 0)
        {
            findings.Add(SpecFinding.Error(field, "The secret is empty. Put the value into its file."));
        }
        else
        {
            if (trimmed.Length != value.Length && !IsOneFinalNewline(value, trimmed))
                findings.Add(SpecFinding.Warning(field, "The secret has white space around it, which is left out. Store the value alone."));
            if ((TokenText.Wrapping(trimmed) ?? rule(trimmed)) is { } problem) findings.Add(SpecFinding.Error(field, problem));
        }

        return new(trimmed, findings.ToValueList());
    }

    // Every editor ends a file with a line feed: nothing to warn of.
    private static bool IsOneFinalNewline(string value, string trimmed) =>
        value.Length == trimmed.Length + 1 && value[^1] == '\n' && value.StartsWith(trimmed, StringComparison.Ordinal);
}
