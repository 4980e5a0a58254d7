using static BotMaker.Reconciler.Core.Model.Desired.DiagnosticSeverity;

namespace BotMaker.Reconciler.Manifests.Codes;

/// <summary>BM3xxx: values that are well-formed and still cannot be meant.</summary>
internal static class MeaningCodes
{
    public static readonly DiagnosticCode MovingTag = new("BM3001", Warning, "The image's tag can move.", "spec.image.reference");
    public static readonly DiagnosticCode NoMemoryLimit = new("BM3002", Warning, "No memory limit.", "spec.resources.memory");
    public static readonly DiagnosticCode LittleMemory = new("BM3003", Warning, "Less memory than an idle gateway holds.", "spec.resources.memory");
    public static readonly DiagnosticCode NoProviderKey = new("BM3004", Warning, "No key for the provider of a model.", "spec.model.primary", "spec.model.fallbacks", "spec.providers");
    public static readonly DiagnosticCode NetworkMode = new("BM3005", Error, "A bot without network, or on the host's.", "spec.network.mode");
    public static readonly DiagnosticCode NetworkName = new("BM3006", Error, "`existing` without the network's name, or a name without `existing`.", "spec.network.name");
    public static readonly DiagnosticCode CustomProvider = new("BM3007", Error, "A provider's own endpoint is not complete.", "spec.providers.*.baseUrl", "spec.providers.*.api", "spec.providers.*.models");
    public static readonly DiagnosticCode ReleaseUnsupported = new("BM3008", Error, "A release of OpenClaw that cannot be run.", "spec.image.reference", "spec.image.openclawRelease");
    public static readonly DiagnosticCode ReleaseUnmeasured = new("BM3009", Warning, "A release of OpenClaw that is old, or that this version does not know.", "spec.image.reference", "spec.image.openclawRelease");
    public static readonly DiagnosticCode PublishedLoopback = new("BM3010", Error, "A published port that nothing could ever reach.", "spec.gateway.publish", "spec.gateway.bind");
    public static readonly DiagnosticCode LanUnpublished = new("BM3011", Warning, "A gateway that listens beyond loopback, and is not published.", "spec.gateway.bind");
    public static readonly DiagnosticCode PublishedBeyondLoopback = new("BM3012", Warning, "A gateway that other machines can reach.", "spec.gateway.publish.hostIP");
    public static readonly DiagnosticCode CustomBind = new("BM3013", Error, "`custom` without an address, or an address without `custom`.", "spec.gateway.customBindHost");
    public static readonly DiagnosticCode EmptyAllowFrom = new("BM3020", Error, "An allow list that lets nobody in, or everybody.", "spec.channels.*.allowFrom");
    public static readonly DiagnosticCode OpenPolicy = new("BM3021", Warning, "Anybody may talk to the bot.", "spec.channels.*.dmPolicy", "spec.channels.*.groupPolicy");
    public static readonly DiagnosticCode GroupPairing = new("BM3022", Error, "Groups cannot pair.", "spec.channels.*.groupPolicy");
    public static readonly DiagnosticCode LiteralCredential = new("BM3023", Error, "A secret value in a manifest, where a reference belongs.", "spec.channels", "spec.providers", "spec.gateway.auth.token");
    public static readonly DiagnosticCode MissingCredential = new("BM3024", Error, "A channel without the credentials that it needs.", "spec.channels");
    public static readonly DiagnosticCode ChannelSetting = new("BM3025", Error, "A setting that the channel needs, does not have, or takes in another form.", "spec.channels");
    public static readonly DiagnosticCode UnknownAccount = new("BM3026", Error, "`defaultAccount` names no account.", "spec.channels.*.defaultAccount");
    public static readonly DiagnosticCode WrongId = new("BM3027", Error, "An id that could never match a sender.", "spec.channels.*.allowFrom");
    public static readonly DiagnosticCode OddId = new("BM3028", Warning, "An id of an unusual form.", "spec.channels.*.allowFrom");
    public static readonly DiagnosticCode WorkspacePath = new("BM3030", Error, "A workspace outside of the bot's home.", "spec.workspace.path");
    public static readonly DiagnosticCode WorkspaceFilePath = new("BM3031", Error, "A workspace file outside of the workspace.", "spec.workspace.files");
    public static readonly DiagnosticCode WorkspaceFileSource = new("BM3032", Error, "A workspace file needs exactly one of `inline` and `file`.", "spec.workspace.files.*.inline", "spec.workspace.files.*.file");
    public static readonly DiagnosticCode WorkspaceSourcePath = new("BM3033", Error, "A workspace file's source outside of the manifests, or not there.", "spec.workspace.files.*.file");
    public static readonly DiagnosticCode WorkspaceFileSize = new("BM3034", Error, "A workspace file larger than 256 KiB.", "spec.workspace.files.*.inline", "spec.workspace.files.*.file");
    public static readonly DiagnosticCode PinnedKey = new("BM3040", Error, "A configuration key that the spec's own fields decide.", "spec.config");
    public static readonly DiagnosticCode ReservedEnv = new("BM3041", Error, "An environment variable that the reconciler sets.", "spec.env");
    public static readonly DiagnosticCode LooksSecret = new("BM3042", Error, "A literal value that looks like a secret.", "spec.env", "spec.config", "metadata.labels", "metadata.annotations");
    public static readonly DiagnosticCode ReservedLabel = new("BM3043", Error, "A label that is reserved.", "metadata.labels");
    public static readonly DiagnosticCode DeletionPolicy = new("BM3044", Error, "An unknown deletion policy.", "metadata.annotations");
    public static readonly DiagnosticCode SlowProbe = new("BM3050", Error, "A probe that cannot end before the next one.", "spec.health.timeout");
    public static readonly DiagnosticCode Deadline = new("BM3051", Error, "A progress deadline that is over before the start period is.", "spec.rollout.progressDeadline");
    public static readonly DiagnosticCode Weakened = new("BM3060", Warning, "A protection that is switched off.", "spec.security.noNewPrivileges", "spec.security.capDrop", "spec.security.readOnlyRootFilesystem");

    public static readonly IReadOnlyList<DiagnosticCode> All =
    [
        MovingTag, NoMemoryLimit, LittleMemory, NoProviderKey, NetworkMode, NetworkName, CustomProvider, ReleaseUnsupported, ReleaseUnmeasured, PublishedLoopback, LanUnpublished, PublishedBeyondLoopback,
        CustomBind, EmptyAllowFrom, OpenPolicy, GroupPairing, LiteralCredential, MissingCredential, ChannelSetting, UnknownAccount, WrongId, OddId, WorkspacePath, WorkspaceFilePath,
        WorkspaceFileSource, WorkspaceSourcePath, WorkspaceFileSize, PinnedKey, ReservedEnv, LooksSecret, ReservedLabel, DeletionPolicy, SlowProbe, Deadline, Weakened,
    ];
}
