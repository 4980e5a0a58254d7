using System.Text;
using BotMaker.OpenClaw.Channels;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>A manifest for a new bot with one channel: short, commented, and valid as it stands.</summary>
internal static class StarterManifest
{
    private const string Indent = "      ";

    public static string Write(string name, ChannelDefinition channel) =>
        $$"""
        # One bot, one container. `botmaker validate FILE` checks this file, `botmaker plan` shows what it would do.
        apiVersion: botmaker.dev/v1alpha1
        kind: Bot
        metadata:
          name: {{name}}
        spec:
          image:
            # A release, not `latest`: what runs then changes only when this line does.
            reference: ghcr.io/openclaw/openclaw:2026.9.6
          model:
            primary: anthropic/claude-opus-4-5
          providers:
            anthropic:
              # Values of secrets never stand here: this one is the content of /etc/botmaker/secrets/anthropic/api-key (mode 0600).
              apiKey: { secretRef: { name: anthropic, key: api-key } }
          channels:
            {{channel.Name}}:
        {{Settings(channel)}}{{Credentials(name, channel)}}      # Who may talk to the bot: {{channel.SenderId.Description}}. Nobody else is answered.
              allowFrom: ["{{channel.SenderId.Example}}"]

          # What else is often wanted; `botmaker schema` and docs/manifest.md have everything.
          # resources: { memory: 2Gi, cpus: 1 }
          # workspace: { files: { SOUL.md: { text: "You are kind and brief." } } }
          # suspend: true       # leaves the container exactly as it is
          # runState: Stopped   # stops the bot and keeps its state

        """;

    /// <summary>Where the channel is, for those that are somewhere else for everybody.</summary>
    private static string Settings(ChannelDefinition channel) =>
        string.Concat(channel.Settings.Values.Where(setting => setting.IsRequired).Select(setting => $"{Indent}{setting.Name}: {Example(setting)}   # yours\n"));

    private static string Example(ChannelSetting setting) => setting.Name switch
    {
        _ when setting.Values.Count > 0 => setting.Values[0],
        "account" => "\"+491701234567\"",
        "appId" or "tenantId" => "00000000-0000-0000-0000-000000000000",
        _ => $"https://{setting.Name.ToLowerInvariant()}.example.org",
    };

    /// <summary>What the channel cannot do without; of several ways the first.</summary>
    private static string Credentials(string bot, ChannelDefinition channel)
    {
        var lines = new StringBuilder();
        var always = channel.CredentialRules.FirstOrDefault(rule => rule.WhenGiven is null);
        foreach (var field in always?.AnyOf is [var first, ..] ? first : [])
        {
            if (channel.Credentials.TryGetValue(field, out var credential))
                lines.Append(Indent).Append("# ").Append(char.ToUpperInvariant(credential.Description[0])).Append(credential.Description.AsSpan(1)).Append(".\n")
                    .Append(Indent).Append(field).Append($": {{ secretRef: {{ name: {bot}, key: {channel.Name}-{field.ToLowerInvariant()} }} }}\n");
        }

        return lines.ToString();
    }
}
