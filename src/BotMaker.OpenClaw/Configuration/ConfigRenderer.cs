using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Configuration;

/// <summary>From a spec to the configuration document of a release.</summary>
internal static class ConfigRenderer
{
    /// <param name="warnings">Gets a sentence for whatever the release cannot do.</param>
    public static (RenderedFile File, ValueList<RenderedSecret> Secrets) Render(BotSpec spec, OpenClawRelease release, Dialect dialect, List<string> warnings)
    {
        var root = new ConfigTree();
        var secrets = new SecretBook(dialect);

        AgentSection.Write(root, spec);
        ProviderSection.Write(root, spec, dialect, secrets);
        ChannelSection.Write(root, spec, release, dialect, secrets, warnings);
        QuietSection.Write(root, spec, dialect);
        GatewaySection.Write(root, spec.Gateway, dialect, secrets);
        MergeFragment(root, spec, secrets);
        secrets.WriteProviders(root);

        var file = new RenderedFile(ContainerPaths.ConfigFileName, ConfigWriter.Write(root), HoldsSecrets: dialect == Dialect.January2026, root.LeafPaths().ToValueList());
        return (file, secrets.Secrets);
    }

    // The manifest's checks refuse pinned keys with an error; here they are left out, so that no path leads around them.
    private static void MergeFragment(ConfigTree root, BotSpec spec, SecretBook secrets)
    {
        foreach (var (key, value) in PinnedKeys.WithoutPinned(spec.Config))
            root.Merge(key, secrets.Replace(value, $"spec.config.{key}", key));
    }
}
