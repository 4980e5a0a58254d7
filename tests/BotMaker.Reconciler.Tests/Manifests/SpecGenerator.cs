using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>Random specs that a manifest can express; the same seed gives the same spec.</summary>
internal sealed class SpecGenerator(int seed)
{
    private static readonly string[] Texts = ["a", "é😀", "true", "1", "null", "~", " spaced ", "line\nbreak", "\"quoted\"", "#", "a: b", "- x", "\\", "\u00a0", "*", "&a", "{", "ends:"];

    private readonly Random _random = new(seed);

    public BotSpec Spec() => new()
    {
        Suspend = Flip(),
        RunState = Word<RunState>(),
        Priority = _random.Next(-1_000_000, 1_000_001),
        Adopt = Flip(),
        Image = new ImageSpec { Reference = Pick("a:1", "ghcr.io/openclaw/openclaw:2026.9.6", "localhost:5000/x/y@sha256:" + new string('a', 64)), PullPolicy = Word<ImagePullPolicy>(), OpenClawRelease = Pick(null, "2026.9.6", "2026.1.24-3") },
        Model = Flip() ? null : new ModelSpec("p/m", List(() => Pick("a/b", "c/d:e"))),
        Providers = Map(() => Pick("anthropic", "own.x", "z-1"), Provider),
        Channels = ChannelCatalog.All.Where(_ => _random.Next(4) == 0).Select(channel => KeyValuePair.Create(channel.Name, Channel(channel, accounts: true))).ToValueMap(),
        Gateway = new GatewaySpec
        {
            Bind = Word<GatewayBind>(),
            CustomBindHost = Pick(null, "10.0.0.1"),
            Port = _random.Next(1, 65536),
            Token = Flip() ? null : Reference(),
            Publish = Flip() ? null : new PublishSpec(Pick("127.0.0.1", "0.0.0.0", "::1"), _random.Next(1, 65536)),
        },
        Workspace = new WorkspaceSpec { Path = Pick("workspace", "a/b"), Files = Map(() => Text(), () => new WorkspaceFile { Inline = Flip() ? null : Text(), File = Flip() ? null : Text(), Mode = Word<WorkspaceFileMode>() }) },
        Config = Map(Text, () => Data(3)),
        ConfigDrift = Word<ConfigDrift>(),
        Resources = new ResourceSpec
        {
            MemoryBytes = Flip() ? null : _random.NextInt64(6L << 20, 1L << 41),
            NanoCpus = Flip() ? null : _random.NextInt64(10_000_000, 64_000_000_000),
            Pids = _random.Next(16, 4_194_305),
        },
        Network = new NetworkSpec { Mode = Word<NetworkMode>(), Name = Pick("", "bots"), Dns = List(() => Pick("10.0.0.1", "::1")), ExtraHosts = Map(() => Pick("a", "b.example"), () => Pick("10.0.0.1", "host-gateway")) },
        Security = new SecuritySpec { RunAsUser = Flip() ? null : _random.Next(1, int.MaxValue), ReadOnlyRootFilesystem = Flip(), CapDrop = List(() => Pick("ALL", "NET_RAW")), NoNewPrivileges = Flip() },
        Env = Map(() => Pick("A", "_B", "C1"), Text),
        Health = new HealthSpec { StartPeriod = Time(0, 3_600_000), Interval = Time(1000, 3_600_000), Timeout = Time(1000, 600_000), FailureThreshold = _random.Next(1, 101), Channels = Word<ChannelHealthMode>() },
        Rollout = new RolloutSpec { MaxDisruption = Word<ChangeClass>(), ProgressDeadline = Time(10_000, 86_400_000), MinReady = Time(0, 86_400_000), Rollback = Flip() },
        Termination = new TerminationSpec { GracePeriod = Time(1000, 3_600_000) },
        Restart = new RestartSpec { Policy = Word<RestartPolicyKind>(), Owner = Word<RestartOwner>() },
        Logs = new LogSpec { MaxSizeBytes = _random.NextInt64(16 << 10, 1L << 40), MaxFiles = _random.Next(1, 101) },
    };

    private ChannelSpec Channel(ChannelDefinition definition, bool accounts) => new()
    {
        Enabled = Flip(),
        Credentials = definition.Credentials.Keys.Where(_ => Flip()).Select(name => KeyValuePair.Create(name, Reference())).ToValueMap(),
        DmPolicy = Word<AccessPolicy>(),
        AllowFrom = List(Text),
        GroupPolicy = Pick(AccessPolicy.Allowlist, AccessPolicy.Open, AccessPolicy.Disabled),
        GroupAllowFrom = List(Text),
        Groups = Map(Text, () => Data(2)),
        Settings = definition.Settings.Keys.Where(_ => _random.Next(8) == 0).Select(name => KeyValuePair.Create(name, Data(2))).ToValueMap(),
        Accounts = accounts ? Map(Text, () => Channel(definition, accounts: false)) : default,
        DefaultAccount = accounts ? Pick(null, "a") : null,
    };

    private ProviderSpec Provider() => new()
    {
        ApiKey = Flip() ? null : Reference(),
        BaseUrl = Pick(null, "https://llm.example.org/v1"),
        Api = Pick(null, "openai-completions"),
        Models = List(() => Data(2)),
        Headers = Map(Text, () => Data(1)),
    };

    private DataNode Data(int depth) => _random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => DataNode.Null.Instance,
        1 => new DataNode.Flag(Flip()),
        2 => new DataNode.Number(Pick("0", "-1", "12345678901234567890123", "1.50", "1e-7")),
        3 => new DataNode.Text(Text()),
        4 => new DataNode.Secret(Reference()),
        5 => new DataNode.Sequence(List(() => Data(depth - 1))),
        _ => new DataNode.Map(Map(Text, () => Data(depth - 1))),
    };

    private SecretRef Reference() => new(Pick("anthropic", "a.b"), Pick(null, "key"));

    private TimeSpan Time(int least, int most) => TimeSpan.FromMilliseconds(_random.Next(least, most + 1));

    private string Text() => Texts[_random.Next(Texts.Length)];

    private bool Flip() => _random.Next(2) == 0;

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private T Word<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());

    private ValueList<T> List<T>(Func<T> item) => Enumerable.Range(0, _random.Next(4)).Select(_ => item()).ToValueList();

    private ValueMap<T> Map<T>(Func<string> key, Func<T> value) =>
        Enumerable.Range(0, _random.Next(4)).Select(_ => key()).Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, value())).ToValueMap();
}
