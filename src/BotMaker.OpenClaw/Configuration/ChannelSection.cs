using BotMaker.OpenClaw.Channels;
using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Configuration;

internal static class ChannelSection
{
    public static void Write(ConfigTree root, BotSpec spec, OpenClawRelease release, Dialect dialect, SecretBook secrets, List<string> warnings)
    {
        foreach (var (name, channel) in spec.Channels)
        {
            if (!ChannelCatalog.TryGet(name, out var definition)) continue;
            if (dialect == Dialect.January2026 && !channel.Enabled && !JanuaryKeys.HasSwitch(name)) continue;
            var target = root.At("channels", name);
            var scope = new Scope(definition, dialect, secrets, target, ["channels", name], $"spec.channels.{name}");
            Write(scope, channel, channel.AllowFrom, channel.GroupAllowFrom);
            if (channel.DefaultAccount is { } account) target.Set("defaultAccount", account);
            if (spec.ConfigDrift == ConfigDrift.Enforce && !channel.Settings.ContainsKey("configWrites")) target.Set("configWrites", false);

            foreach (var (id, own) in channel.Accounts)
            {
                // Written out although accounts inherit: how deep they do differs from channel to channel.
                var inner = scope with { Target = target.At("accounts", id), Path = [.. scope.Path, "accounts", id], Field = $"{scope.Field}.accounts.{id}" };
                Write(inner, own, Or(own.AllowFrom, channel.AllowFrom), Or(own.GroupAllowFrom, channel.GroupAllowFrom));
            }

            if (dialect == Dialect.January2026) JanuaryKeys.Filter(name, target, warnings);

            // A package that stands beside the core stays unloaded until it is named, even when it is installed.
            if (channel.Enabled && definition.Package is not null && ReleaseSupport.IsPackagedApart(name, release))
                root.At("plugins", "entries", name).Set("enabled", true);
        }
    }

    private static void Write(Scope scope, ChannelSpec channel, ValueList<string> allowFrom, ValueList<string> groupAllowFrom)
    {
        var (definition, dialect, secrets, target, path, field) = scope;
        foreach (var (key, value) in channel.Settings)
        {
            if (!definition.Refused.ContainsKey(key)) target.Merge(key, secrets.Replace(value, $"{field}.{key}", [.. path, key]));
        }

        foreach (var (key, source) in channel.Credentials)
        {
            if (!definition.Credentials.TryGetValue(key, out var credential)) continue;
            if (credential.FileSetting is { } setting) target.Set(setting, secrets.ReferToFile(source, $"{field}.{key}", [.. path, key]));
            else target.Set(key, secrets.Refer(source, $"{field}.{key}", [.. path, key]));
        }

        if (channel.Groups.Count > 0) target.Merge(definition.GroupsKey, secrets.Replace(new DataNode.Map(channel.Groups), $"{field}.groups", [.. path, definition.GroupsKey]));

        // Last, so that no setting changes who may talk to the bot.
        target.Set("enabled", channel.Enabled);
        target.Set("groupPolicy", NameOf(channel.GroupPolicy));
        if (definition.HasGroupAllowFrom && groupAllowFrom.Count > 0) target.Set("groupAllowFrom", groupAllowFrom);
        if (definition.HasNestedDm || (dialect == Dialect.January2026 && JanuaryNestsDm(definition.Name)))
        {
            target.At("dm").Set("policy", NameOf(channel.DmPolicy));
            if (allowFrom.Count > 0) target.At("dm").Set("allowFrom", allowFrom);
        }
        else
        {
            target.Set("dmPolicy", NameOf(channel.DmPolicy));
            if (allowFrom.Count > 0) target.Set("allowFrom", allowFrom);
        }
    }

    // Those releases refuse the flat form on these channels, as later ones refuse the nested one.
    private static bool JanuaryNestsDm(string channel) => channel is "discord" or "slack" or "googlechat";

    private static ValueList<string> Or(ValueList<string> own, ValueList<string> inherited) => own.Count > 0 ? own : inherited;

    private static string NameOf(AccessPolicy policy) => policy switch
    {
        AccessPolicy.Pairing => "pairing",
        AccessPolicy.Open => "open",
        AccessPolicy.Disabled => "disabled",
        _ => "allowlist",
    };

    private sealed record Scope(ChannelDefinition Definition, Dialect Dialect, SecretBook Secrets, ConfigTree Target, string[] Path, string Field);
}
