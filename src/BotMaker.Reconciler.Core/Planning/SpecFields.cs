using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// The one list of all fields: it feeds the spec hash, the change classes and the old and new values of a plan. A field that is not here does not
/// exist for the planner, and a test compares the list with the model.
/// </summary>
/// <remarks>Adding an optional field that is unset by default leaves all hashes as they are. Anything else needs a new version in <see cref="SpecHasher"/>.</remarks>
public static class SpecFields
{
    public const string Memory = "spec.resources.memory";

    public const string Cpus = "spec.resources.cpus";

    public static readonly ImmutableArray<SpecField> All =
    [
        Map("metadata.labels", FieldEffect.Label, ChangeClass.None, b => b.Labels.Select(l => KeyValuePair.Create(l.Key, l.Value))),

        Spec("suspend", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Suspend)),
        Spec("runState", FieldEffect.Reconciler, ChangeClass.Restart, s => Text(s.RunState)),
        Spec("priority", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Priority)),
        Spec("adopt", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Adopt)),

        Spec("image.reference", FieldEffect.Container, ChangeClass.Migrate, s => s.Image.Reference),
        Spec("image.pullPolicy", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Image.PullPolicy)),
        Spec("image.openclawRelease", FieldEffect.Container, ChangeClass.Recreate, s => s.Image.OpenClawRelease),

        Spec("model.primary", FieldEffect.Files, ChangeClass.Live, s => s.Model?.Primary),
        Spec("model.fallbacks", FieldEffect.Files, ChangeClass.Live, s => s.Model is { Fallbacks.Count: > 0 } m ? CanonicalText.Of(m.Fallbacks) : null),
        Map("spec.providers", FieldEffect.Files, ChangeClass.Live, b => b.Spec.Providers.Select(p => KeyValuePair.Create(p.Key, CanonicalText.Of(p.Value)))),
        Map("spec.channels", FieldEffect.Files, ChangeClass.Live, b => b.Spec.Channels.Select(c => KeyValuePair.Create(c.Key, CanonicalText.Of(c.Value)))),

        Spec("gateway.bind", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Gateway.Bind)),
        Spec("gateway.customBindHost", FieldEffect.Container, ChangeClass.Recreate, s => s.Gateway.CustomBindHost),
        Spec("gateway.port", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Gateway.Port)),
        Spec("gateway.auth.token", FieldEffect.Files, ChangeClass.Live, s => s.Gateway.Token?.ToString()),
        Spec("gateway.publish.hostIP", FieldEffect.Container, ChangeClass.Recreate, s => s.Gateway.Publish?.HostIp),
        Spec("gateway.publish.hostPort", FieldEffect.Container, ChangeClass.Recreate, s => s.Gateway.Publish is { } p ? Text(p.HostPort) : null),

        Spec("workspace.path", FieldEffect.Container, ChangeClass.Recreate, s => s.Workspace.Path),
        Map("spec.workspace.files", FieldEffect.Files, ChangeClass.Live, b => b.Spec.Workspace.Files.Select(f => KeyValuePair.Create(f.Key, CanonicalText.Of(f.Value)))),
        Map("spec.config", FieldEffect.Files, ChangeClass.Live, b => b.Spec.Config.Select(c => KeyValuePair.Create(c.Key, CanonicalText.Of(c.Value)))),
        Spec("configDrift", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.ConfigDrift)),

        Spec("resources.memory", FieldEffect.Limit, ChangeClass.Update, s => s.Resources.MemoryBytes is { } m ? Text(m) : null),
        Spec("resources.cpus", FieldEffect.Limit, ChangeClass.Update, s => s.Resources.NanoCpus is { } c ? CanonicalText.OfCpus(c) : null),
        Spec("resources.pids", FieldEffect.Limit, ChangeClass.Update, s => Text(s.Resources.Pids)),

        Spec("network.mode", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Network.Mode)),
        Spec("network.name", FieldEffect.Container, ChangeClass.Recreate, s => s.Network.Name.Length > 0 ? s.Network.Name : null),
        Spec("network.dns", FieldEffect.Container, ChangeClass.Recreate, s => s.Network.Dns.Count > 0 ? CanonicalText.Of(s.Network.Dns) : null),
        Map("spec.network.extraHosts", FieldEffect.Container, ChangeClass.Recreate, b => b.Spec.Network.ExtraHosts),

        Spec("security.runAsUser", FieldEffect.Container, ChangeClass.Recreate, s => s.Security.RunAsUser is { } u ? Text(u) : null),
        Spec("security.readOnlyRootFilesystem", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Security.ReadOnlyRootFilesystem)),
        Spec("security.capDrop", FieldEffect.Container, ChangeClass.Recreate, s => CanonicalText.Of(s.Security.CapDrop)),
        Spec("security.noNewPrivileges", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Security.NoNewPrivileges)),
        Map("spec.env", FieldEffect.Container, ChangeClass.Recreate, b => b.Spec.Env),

        Spec("health.startPeriod", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Health.StartPeriod)),
        Spec("health.interval", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Health.Interval)),
        Spec("health.timeout", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Health.Timeout)),
        Spec("health.failureThreshold", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Health.FailureThreshold)),
        Spec("health.channels", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Health.Channels)),

        Spec("rollout.maxDisruption", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Rollout.MaxDisruption)),
        Spec("rollout.progressDeadline", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Rollout.ProgressDeadline)),
        Spec("rollout.minReady", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Rollout.MinReady)),
        Spec("rollout.rollback", FieldEffect.Reconciler, ChangeClass.None, s => Text(s.Rollout.Rollback)),
        Spec("termination.gracePeriod", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Termination.GracePeriod)),
        Spec("restart.policy", FieldEffect.Limit, ChangeClass.Update, s => Text(s.Restart.Policy)),
        Spec("restart.owner", FieldEffect.Limit, ChangeClass.Update, s => Text(s.Restart.Owner)),
        Spec("logs.maxSize", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Logs.MaxSizeBytes)),
        Spec("logs.maxFiles", FieldEffect.Container, ChangeClass.Recreate, s => Text(s.Logs.MaxFiles)),
    ];

    // Specs are immutable and planned many times: each is flattened once.
    private static readonly ConditionalWeakTable<DesiredBot, StrongBox<ValueMap<string>>> Flattened = [];

    /// <summary>All set fields of a bot: path to canonical text.</summary>
    public static ValueMap<string> Flatten(DesiredBot bot) =>
        Flattened.GetValue(bot, b => new(All.SelectMany(field => Entries(field, b)).ToValueMap())).Value;

    /// <summary>The fields of an attempt after its container took the bot's limits in place: what a record keeps then.</summary>
    public static ValueMap<string> WithLimitsOf(DesiredBot bot, ValueMap<string> recorded) => WithFieldsOf(bot, recorded, FieldEffect.Limit);

    /// <summary>The fields of an attempt after its files were written anew: what a record keeps then.</summary>
    public static ValueMap<string> WithFilesOf(DesiredBot bot, ValueMap<string> recorded) => WithFieldsOf(bot, recorded, FieldEffect.Files);

    /// <summary>The entries of one field with their full paths.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Entries(SpecField field, DesiredBot bot) =>
        field.Read(bot).Select(e => KeyValuePair.Create(e.Key.Length == 0 ? field.Path : $"{field.Path}.{e.Key}", e.Value));

    /// <summary>The field that a full path belongs to; null for a path of a newer or older release.</summary>
    public static SpecField? Find(string path)
    {
        foreach (var field in All)
        {
            if (string.Equals(path, field.Path, StringComparison.Ordinal)) return field;
            if (path.StartsWith(field.Path, StringComparison.Ordinal) && path.Length > field.Path.Length && path[field.Path.Length] == '.') return field;
        }

        return null;
    }

    private static ValueMap<string> WithFieldsOf(DesiredBot bot, ValueMap<string> recorded, FieldEffect effect) =>
        recorded.Where(f => Find(f.Key)?.Effect != effect).Concat(Flatten(bot).Where(f => Find(f.Key)?.Effect == effect)).ToValueMap();

    private static SpecField Spec(string path, FieldEffect effect, ChangeClass @class, Func<BotSpec, string?> read) =>
        new($"spec.{path}", effect, @class, bot => read(bot.Spec) is { } value ? [KeyValuePair.Create("", value)] : []);

    private static SpecField Map(string path, FieldEffect effect, ChangeClass @class, Func<DesiredBot, IEnumerable<KeyValuePair<string, string>>> read) =>
        new(path, effect, @class, read);

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(TimeSpan value) => CanonicalText.Of(value);

    private static string Text(Enum value) => value.ToString();
}
