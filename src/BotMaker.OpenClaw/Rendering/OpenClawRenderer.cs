using BotMaker.OpenClaw.Channels;
using BotMaker.OpenClaw.Configuration;
using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>From a bot's spec and the release of its image to everything that its container needs. Pure: equal requests give equal results.</summary>
public static class OpenClawRenderer
{
    private const long TemporarySize = 256L * 1024 * 1024;

    /// <exception cref="ArgumentException">The release is not supported; ask <see cref="ReleaseSupport.Judge"/> first.</exception>
    public static RenderedBot Render(RenderRequest request)
    {
        var (_, spec, release) = request;
        var verdict = ReleaseSupport.Judge(release);
        if (verdict.Dialect is not { } dialect) throw new ArgumentException(verdict.Error, nameof(request));

        var environment = BotEnvironment.Render(spec);
        List<string> warnings = [.. Warnings(spec, verdict)];
        var (file, secrets) = ConfigRenderer.Render(spec, release, dialect, warnings);
        return new()
        {
            Release = release,
            Dialect = dialect,
            Command = GatewayCommand.Run(spec.Gateway, dialect),
            Environment = environment,
            Mounts = Mounts(spec, secrets),
            Tmpfs = [new(ContainerPaths.Temporary, TemporarySize, "1777")],
            Files = [file],
            Secrets = secrets,
            Probes = new()
            {
                Health = ProbeScript.Health(release, spec),
                Readiness = ProbeScript.Readiness(release, spec),
                Channels = ChannelsProbe.Render(spec, dialect),
                ReloadSecrets = dialect == Dialect.Current ? GatewayCommand.OpenClaw(dialect, "secrets", "reload") : null,
            },
            Steps = OneShotSteps.Render(spec, release, dialect, environment),
            Warnings = warnings.ToValueList(),
        };
    }

    private static ValueList<RenderedMount> Mounts(BotSpec spec, ValueList<RenderedSecret> secrets)
    {
        RenderedMount state = new(MountPurpose.State, ContainerPaths.State, IsReadOnly: false);
        RenderedMount configuration = new(MountPurpose.Configuration, ContainerPaths.ConfigDirectory, spec.ConfigDrift == ConfigDrift.Enforce);
        RenderedMount files = new(MountPurpose.Secrets, ContainerPaths.SecretsDirectory, IsReadOnly: true);
        return secrets.Any(secret => secret.Delivery == SecretDelivery.File) ? [state, configuration, files] : [state, configuration];
    }

    private static IEnumerable<string> Warnings(BotSpec spec, ReleaseVerdict verdict)
    {
        if (verdict.Warning is { } warning) yield return warning;
        foreach (var name in spec.Env.Keys)
        {
            if (PinnedEnvironment.IsPinned(name, out var instead)) yield return $"spec.env.{name} is left out: {instead}.";
        }

        foreach (var finding in PinnedKeys.Check(spec.Config)) yield return $"spec.config.{finding.Path} is left out. {finding.Message}";
        foreach (var (name, channel) in spec.Channels)
        {
            if (!channel.Enabled || !ChannelCatalog.TryGet(name, out var definition)) continue;
            if (definition.NeedsInteractiveLogin)
                yield return $"{definition.DisplayName} works only after a person has logged in once, inside the bot: openclaw channels login --channel {name}.";
            if (definition.NeedsInboundWebhook && spec.Gateway.Publish is null)
                yield return $"{definition.DisplayName} calls the gateway from outside, which spec.gateway.publish would allow.";
        }
    }
}
