using BotMaker.OpenClaw.Channels;
using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

internal static class OneShotSteps
{
    private const string ScratchConfig = ContainerPaths.Temporary + "/config";

    // From the cache that the image brings, where it does; npm writes to its cache, so it gets a copy. The directory of a configuration must be the user's own.
    private const string Provision =
        """
        mkdir -m 0700 /tmp/config
        if [ -d "$1" ]; then cp -r "$1" /tmp/npm && export npm_config_offline=true; fi
        shift
        exec "$@"
        """;

    private const long Gibibyte = 1024L * 1024 * 1024;

    public static ValueList<OneShotStep> Render(BotSpec spec, OpenClawRelease release, Dialect dialect, ValueMap<string> environment)
    {
        List<OneShotStep> steps = [];
        var writable = environment.Without("OPENCLAW_CONFIG_READONLY");
        if (dialect == Dialect.Current)
        {
            steps.Add(Check(OneShotKind.ValidateConfiguration, "config", "validate", "--json"));
            steps.Add(Check(OneShotKind.AuditSecrets, "secrets", "audit", "--check", "--json"));
        }

        foreach (var (name, channel) in spec.Channels)
        {
            if (!channel.Enabled || !ChannelCatalog.TryGet(name, out var definition) || definition.Package is null) continue;
            if (!ReleaseSupport.IsPackagedApart(name, release)) continue;
            var package = $"{definition.Package}@{ChannelPackages.VersionFor(name, release)}";
            steps.Add(new()
            {
                Kind = OneShotKind.InstallPackage,
                Command = ["sh", "-c", Provision, "provision", ContainerPaths.PackageCache, .. GatewayCommand.OpenClaw(dialect, "plugins", "install", "--force", $"npm:{package}")],
                // A configuration of its own, which is not there yet: with the bot's, the command begins with installing what that declares, and then trips over it.
                Environment = writable.With("npm_config_cache", ContainerPaths.Temporary + "/npm").With("OPENCLAW_CONFIG_PATH", ScratchConfig + "/" + ContainerPaths.ConfigFileName),
                State = StateAccess.Real,
                NeedsConfiguration = false,
                NeedsNetwork = true,
                MemoryBytes = Gibibyte,
                Deadline = TimeSpan.FromMinutes(5),
                Channel = name,
                Package = package,
            });
        }

        if (dialect == Dialect.Current)
        {
            steps.Add(Check(OneShotKind.LintState, "doctor", "--lint", "--severity-min", "error", "--json") with
            {
                State = StateAccess.Real,
                MemoryBytes = Gibibyte,
                Deadline = TimeSpan.FromMinutes(2),
            });
        }

        steps.Add(new()
        {
            Kind = OneShotKind.MigrateState,
            Command = GatewayCommand.OpenClaw(dialect, "doctor", "--fix", "--non-interactive"),
            Environment = writable,
            State = StateAccess.Real,
            NeedsWritableConfiguration = true,
            MemoryBytes = Gibibyte,
            Deadline = TimeSpan.FromMinutes(5),
        });
        return steps.ToValueList();

        OneShotStep Check(OneShotKind kind, params ReadOnlySpan<string> arguments) => new()
        {
            Kind = kind,
            Command = GatewayCommand.OpenClaw(dialect, arguments),
            Environment = environment,
            State = StateAccess.Scratch,
            MemoryBytes = Gibibyte / 2,
            Deadline = TimeSpan.FromMinutes(1),
        };
    }
}
