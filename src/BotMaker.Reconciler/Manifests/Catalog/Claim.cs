using BotMaker.OpenClaw.Tokens;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>Something that only one bot can have: a port of the host, a channel's login.</summary>
/// <param name="Group">Only claims of one group can collide.</param>
/// <param name="Host">The address within the group; null where there is none.</param>
/// <param name="Path">The field that claims it.</param>
/// <param name="Text">For messages.</param>
internal sealed record Claim(DiagnosticCode Code, string Group, string? Host, string Path, string Text)
{
    public static IEnumerable<Claim> Of(BotSpec spec)
    {
        if (spec.Gateway.Publish is { } publish)
        {
            string port = publish.HostPort.ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return new Claim(Codes.FleetCodes.PortTaken, $"port {port}", publish.HostIp, "spec.gateway.publish.hostPort", $"port {port} of the host ({publish.HostIp})");
        }

        foreach (var (name, channel) in spec.Channels)
        {
            if (!channel.Enabled) continue;
            foreach (var claim in Of(name, channel, $"spec.channels.{name}")) yield return claim;
            foreach (var (id, account) in channel.Accounts.Where(account => account.Value.Enabled))
            {
                foreach (var claim in Of(name, account, $"spec.channels.{name}.accounts.{id}")) yield return claim;
            }
        }
    }

    public bool Collides(Claim other) => string.Equals(Group, other.Group, StringComparison.Ordinal)
        && (string.Equals(Host, other.Host, StringComparison.Ordinal) || IsEveryAddress(Host) || IsEveryAddress(other.Host));

    private static bool IsEveryAddress(string? host) => host is "0.0.0.0" or "::";

    private static IEnumerable<Claim> Of(string name, ChannelSpec channel, string path) =>
        channel.Credentials.Where(credential => CredentialIdentity.IsLogin(name, credential.Key)).Select(credential => new Claim(
            Codes.FleetCodes.CredentialTaken, $"login {name} {credential.Value}", null, $"{path}.{credential.Key}", $"the secret {credential.Value} for {name}"));
}
