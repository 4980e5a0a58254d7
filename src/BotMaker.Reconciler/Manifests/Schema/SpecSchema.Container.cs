using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>The groups of fields that are about the container and its life.</summary>
internal static partial class SpecSchema
{
    private static ObjectType<ResourceSpec> Resources => new(
        new ResourceSpec(),
        new BoundField<ResourceSpec, long?>("memory", new WordOrType<long>("unlimited", SizeType.Memory), s => s.MemoryBytes, (s, v) => s with { MemoryBytes = v }, "Memory limit. Under 1Gi is a warning: an idle gateway holds 0.8 to 0.95 GB."),
        new BoundField<ResourceSpec, long?>("cpus", new WordOrType<long>("unlimited", CpuType.Instance), s => s.NanoCpus, (s, v) => s with { NanoCpus = v }, "Processor limit."),
        new BoundField<ResourceSpec, long>("pids", new WholeNumberType<long>(16, 4_194_304), s => s.Pids, (s, v) => s with { Pids = v }, "How many processes and threads the bot may have."));

    private static ObjectType<NetworkSpec> Network => new(
        new NetworkSpec(),
        new BoundField<NetworkSpec, NetworkMode>("mode", Words.NetworkMode, s => s.Mode, (s, v) => s with { Mode = v }, "shared: one bridge without traffic between bots; own: a bridge of its own; existing: joins the network called name."),
        new BoundField<NetworkSpec, string>("name", new TextType("network name", Forms.NetworkName), s => s.Name, (s, v) => s with { Name = v }, "The network for mode: existing. It is never changed or removed."),
        new BoundField<NetworkSpec, ValueList<string>>("dns", new ListType<string>(new TextType("IP address", Forms.Address)), s => s.Dns, (s, v) => s with { Dns = v }, "Name servers; empty takes the engine's."),
        new BoundField<NetworkSpec, ValueMap<string>>("extraHosts", new MapType<string>(new TextType("IP address", Forms.HostAddress), Forms.HostName), s => s.ExtraHosts, (s, v) => s with { ExtraHosts = v }, "Additional host names and their addresses."));

    private static ObjectType<SecuritySpec> Security => new(
        new SecuritySpec(),
        new BoundField<SecuritySpec, int?>("runAsUser", new WordOrType<int>("auto", new WholeNumberType<int>(1, int.MaxValue - 1)), s => s.RunAsUser, (s, v) => s with { RunAsUser = v }, "The user id of the bot's processes. auto gives the bot one of its own and keeps it. Never root."),
        new BoundField<SecuritySpec, bool>("readOnlyRootFilesystem", FlagType.Instance, s => s.ReadOnlyRootFilesystem, (s, v) => s with { ReadOnlyRootFilesystem = v }, "The image's files cannot be changed by the bot."),
        new BoundField<SecuritySpec, ValueList<string>>("capDrop", new ListType<string>(new TextType("capability", Forms.Capability)), s => s.CapDrop, (s, v) => s with { CapDrop = v }, "Capabilities to take away."),
        new BoundField<SecuritySpec, bool>("noNewPrivileges", FlagType.Instance, s => s.NoNewPrivileges, (s, v) => s with { NoNewPrivileges = v }, "No process can gain privileges, by a set-uid file for example."));

    private static ObjectType<HealthSpec> Health => new(
        new HealthSpec(),
        new BoundField<HealthSpec, TimeSpan>("startPeriod", Between(TimeSpan.Zero, TimeSpan.FromHours(1)), s => s.StartPeriod, (s, v) => s with { StartPeriod = v }, "Time to come up; failures do not count until then."),
        new BoundField<HealthSpec, TimeSpan>("interval", Between(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), s => s.Interval, (s, v) => s with { Interval = v }, "Time between two probes. Each starts a process."),
        new BoundField<HealthSpec, TimeSpan>("timeout", Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)), s => s.Timeout, (s, v) => s with { Timeout = v }, "How long a probe may take."),
        new BoundField<HealthSpec, int>("failureThreshold", new WholeNumberType<int>(1, 100), s => s.FailureThreshold, (s, v) => s with { FailureThreshold = v }, "Failed probes in a row until the bot is unhealthy."),
        new BoundField<HealthSpec, ChannelHealthMode>("channels", Words.ChannelHealth, s => s.Channels, (s, v) => s with { Channels = v }, "What channels mean for health: report shows a condition, gate makes them a part of Ready."));

    private static ObjectType<RolloutSpec> Rollout => new(
        new RolloutSpec(),
        new BoundField<RolloutSpec, ChangeClass>("maxDisruption", Words.Disruption, s => s.MaxDisruption, (s, v) => s with { MaxDisruption = v }, "A change of a higher class waits, visibly."),
        new BoundField<RolloutSpec, TimeSpan>("progressDeadline", Between(TimeSpan.FromSeconds(10), TimeSpan.FromHours(24)), s => s.ProgressDeadline, (s, v) => s with { ProgressDeadline = v }, "Time for a new revision to become ready; past it, it has failed."),
        new BoundField<RolloutSpec, TimeSpan>("minReady", Between(TimeSpan.Zero, TimeSpan.FromHours(24)), s => s.MinReady, (s, v) => s with { MinReady = v }, "How long it must stay ready before the old one is removed."),
        new BoundField<RolloutSpec, bool>("rollback", FlagType.Instance, s => s.Rollback, (s, v) => s with { Rollback = v }, "A failed revision is replaced by the one before."));

    private static ObjectType<TerminationSpec> Termination => new(
        new TerminationSpec(),
        new BoundField<TerminationSpec, TimeSpan>("gracePeriod", Between(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), s => s.GracePeriod, (s, v) => s with { GracePeriod = v }, "Time between SIGTERM and SIGKILL."));

    private static ObjectType<RestartSpec> Restart => new(
        new RestartSpec(),
        new BoundField<RestartSpec, RestartPolicyKind>("policy", Words.RestartPolicy, s => s.Policy, (s, v) => s with { Policy = v }, "When to start it again."),
        new BoundField<RestartSpec, RestartOwner>("owner", Words.RestartOwner, s => s.Owner, (s, v) => s with { Owner = v }, "engine also restarts while the daemon is down; reconciler starts in order, also after an engine restart."));

    private static ObjectType<LogSpec> Logs => new(
        new LogSpec(),
        new BoundField<LogSpec, long>("maxSize", SizeType.Log, s => s.MaxSizeBytes, (s, v) => s with { MaxSizeBytes = v }, "Size of one log file."),
        new BoundField<LogSpec, int>("maxFiles", new WholeNumberType<int>(1, 100), s => s.MaxFiles, (s, v) => s with { MaxFiles = v }, "How many log files are kept."));

    private static DurationType Between(TimeSpan least, TimeSpan most) => new(least, most);
}
