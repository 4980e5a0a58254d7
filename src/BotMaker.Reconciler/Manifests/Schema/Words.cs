using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Manifests.Codes;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>The words of each field that takes one of some.</summary>
internal static class Words
{
    public static readonly WordType<RunState> RunState = new(("Running", Core.Model.Spec.RunState.Running), ("Stopped", Core.Model.Spec.RunState.Stopped));

    public static readonly WordType<ImagePullPolicy> PullPolicy =
        new(("IfNotPresent", ImagePullPolicy.IfNotPresent), ("Always", ImagePullPolicy.Always), ("Never", ImagePullPolicy.Never));

    public static readonly WordType<AccessPolicy> DmPolicy =
        new(("allowlist", AccessPolicy.Allowlist), ("pairing", AccessPolicy.Pairing), ("open", AccessPolicy.Open), ("disabled", AccessPolicy.Disabled));

    public static readonly WordType<AccessPolicy> GroupPolicy =
        new(("allowlist", AccessPolicy.Allowlist), ("open", AccessPolicy.Open), ("disabled", AccessPolicy.Disabled))
        {
            Refused = new Dictionary<string, (DiagnosticCode, string)>(StringComparer.Ordinal)
            {
                ["pairing"] = (MeaningCodes.GroupPairing, "A group cannot pair: pairing is for direct messages. Write allowlist and list the groups, open, or disabled."),
            },
        };

    public static readonly WordType<GatewayBind> Bind = new(("loopback", GatewayBind.Loopback), ("lan", GatewayBind.Lan), ("custom", GatewayBind.Custom));

    public static readonly WordType<WorkspaceFileMode> FileMode = new(("seed", WorkspaceFileMode.Seed), ("enforce", WorkspaceFileMode.Enforce));

    public static readonly WordType<ConfigDrift> Drift = new(("enforce", ConfigDrift.Enforce), ("allow", ConfigDrift.Allow), ("report", ConfigDrift.Report));

    public static readonly WordType<NetworkMode> NetworkMode =
        new(("shared", Core.Model.Spec.NetworkMode.Shared), ("own", Core.Model.Spec.NetworkMode.Own), ("existing", Core.Model.Spec.NetworkMode.Existing))
        {
            Refused = new Dictionary<string, (DiagnosticCode, string)>(StringComparer.Ordinal)
            {
                ["none"] = (MeaningCodes.NetworkMode,
                    "A bot without network reaches neither its model provider nor its channels. Only OpenClaw's tool sandboxes may run without one: that is agents.defaults.sandbox in spec.config. Write shared, own or existing."),
                ["host"] = (MeaningCodes.NetworkMode,
                    "On the host's network the gateway would listen on the host itself, and bots could reach each other. Write shared, own or existing, and publish the gateway with spec.gateway.publish."),
            },
        };

    public static readonly WordType<ChannelHealthMode> ChannelHealth =
        new(("report", ChannelHealthMode.Report), ("ignore", ChannelHealthMode.Ignore), ("gate", ChannelHealthMode.Gate));

    public static readonly WordType<ChangeClass> Disruption = new(
        ("none", ChangeClass.None), ("live", ChangeClass.Live), ("update", ChangeClass.Update), ("restart", ChangeClass.Restart),
        ("recreate", ChangeClass.Recreate), ("migrate", ChangeClass.Migrate));

    public static readonly WordType<RestartPolicyKind> RestartPolicy =
        new(("Always", RestartPolicyKind.Always), ("OnFailure", RestartPolicyKind.OnFailure), ("Never", RestartPolicyKind.Never));

    public static readonly WordType<RestartOwner> RestartOwner = new(("engine", Core.Model.Spec.RestartOwner.Engine), ("reconciler", Core.Model.Spec.RestartOwner.Reconciler));
}
