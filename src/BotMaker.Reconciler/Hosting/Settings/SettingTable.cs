using BotMaker.DockerEngine.Transport;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Hosting.Logging;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>Every key, with its default, its form and its place in the options. What is not here is unknown.</summary>
internal static class SettingTable
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("Manifests:Directory", "/etc/botmaker/manifests", "where the manifests are", (o, v) => o with { Manifests = o.Manifests with { Directory = SettingForms.Place(v) } }) { Flag = "--manifests" },
        Duration("Manifests:RescanInterval", "30s", "how often the directory is scanned anyway", TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), (o, v) => o with { Manifests = o.Manifests with { RescanInterval = v } }),
        Duration("Manifests:SettleDelay", "150ms", "quiet time before a scan", TimeSpan.Zero, TimeSpan.FromSeconds(2), (o, v) => o with { Manifests = o.Manifests with { SettleDelay = v } }),
        new("Engine:Host", "", "address of the engine; empty: DOCKER_HOST, the Docker context, or the default socket", (o, v) => o with { Engine = o.Engine with { Host = EngineHost(v) } }) { Flag = "--engine" },
        Duration("Engine:ResyncInterval", "60s", "how often all bots are observed anyway", TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), (o, v) => o with { Engine = o.Engine with { ResyncInterval = v } }),
        Duration("Engine:RequestTimeout", "30s", "how long one engine call may take", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), (o, v) => o with { Engine = o.Engine with { RequestTimeout = v } }),
        new("Instance:Id", "", "name of this reconciler on the engine; empty: random and kept", (o, v) => o with { Instance = o.Instance with { Id = v.Length == 0 ? null : SettingForms.Name(v, 63, "-") } }) { Flag = "--instance" },
        new("Instance:ContainerPrefix", "botmaker", "how the names of containers begin", (o, v) => o with { Instance = o.Instance with { ContainerPrefix = SettingForms.Name(v, 40, "-_.") } }),
        Whole("Control:Workers", "8", "bots worked on at a time", 1, 256, (o, v) => o with { Control = o.Control with { Workers = v } }),
        Whole("Control:MaxConcurrentStarts", "4", "engine start calls at a time", 1, 64, (o, v) => o with { Control = o.Control with { MaxConcurrentStarts = v } }),
        new("Control:MaxStarting", "auto", "bots started and not yet healthy", (o, v) => o with { Control = o.Control with { MaxStarting = v is "auto" ? null : SettingForms.Whole(v, 1, 10_000) } }),
        Whole("Control:MaxConcurrentPulls", "2", "image pulls at a time", 1, 16, (o, v) => o with { Control = o.Control with { MaxConcurrentPulls = v } }),
        Whole("Control:MaxConcurrentChecks", "2", "check containers at a time", 1, 16, (o, v) => o with { Control = o.Control with { MaxConcurrentChecks = v } }),
        Reserved("Rollout:MaxUnavailable", "10%", "bots that a fleet-wide change may take down at a time", v => SettingForms.CountOrPercent(v)),
        Reserved("Rollout:MaxFailures", "1", "failures that stop a fleet-wide change", v => SettingForms.Whole(v, 0, 10_000)),
        Reserved("Rollout:Canary", "true", "one bot first", v => SettingForms.Flag(v)),
        Duration("Prune:Grace", "30s", "how long an absent bot is kept running", TimeSpan.Zero, Year, (o, v) => o with { Prune = o.Prune with { Grace = v } }),
        Duration("Prune:DataRetention", "168h", "how long a deleted bot's data is kept", TimeSpan.Zero, Year, (o, v) => o with { Prune = o.Prune with { DataRetention = v } }) with { IsReserved = true },
        Whole("Prune:MaxCount", "10", "more deletions within the window block all", 1, 100_000, (o, v) => o with { Prune = o.Prune with { MaxCount = v } }),
        new("Prune:MaxShare", "0.5", "a larger share of the fleet deleted within the window blocks all", (o, v) => o with { Prune = o.Prune with { MaxShare = SettingForms.Share(v) } }),
        Duration("Prune:Window", "10m", "the window", TimeSpan.FromSeconds(1), Year, (o, v) => o with { Prune = o.Prune with { Window = v } }),
        Reserved("Cleanup:Interval", "1h", "how often leftovers are removed", v => SettingForms.Duration(v, TimeSpan.FromMinutes(1), Year)),
        Reserved("Cleanup:Grace", "1h", "age of what is removed", v => SettingForms.Duration(v, TimeSpan.Zero, Year)),
        new("Disk:MinFree", "5%", "free space below which nothing new is made: a percentage (2Gi at least) or a size", (o, v) => o with { Disk = MinFree(v) }),
        new("Network:Pool", "10.231.0.0/16", "where networks of single bots are cut from", (o, v) => o with { Host = o.Host with { NetworkPool = SettingForms.Cidr(v) } }),
        new("Security:UidRange", "210000-219999", "uids of bots", (o, v) => SettingForms.Range(v, 1_000, int.MaxValue - 1) is var (first, last) ? o with { Host = o.Host with { FirstUid = first, LastUid = last } } : o),
        new("Data:Directory", "/var/lib/botmaker", "what must be kept", (o, v) => o with { Data = o.Data with { Directory = SettingForms.Place(v) } }) { Flag = "--data" },
        new("Data:RuntimeDirectory", "/run/botmaker", "socket and secret files; a tmpfs", (o, v) => o with { Data = o.Data with { RuntimeDirectory = SettingForms.Place(v) } }) { Flag = "--runtime" },
        new("Data:SecretsDirectory", "/etc/botmaker/secrets", "the store of secrets", (o, v) => o with { Data = o.Data with { SecretsDirectory = SettingForms.Place(v) } }) { Flag = "--secrets" },
        new("Http:Listen", "127.0.0.1:9464", "metrics, health and the status page; empty or off: none", (o, v) => o with { Http = o.Http with { Listen = ListenAddress.Check(v) } }) { Flag = "--listen" },
        new("Http:Socket", "", "the API; empty: botmaker.sock in the runtime directory", (o, v) => o with { Http = o.Http with { Socket = v.Length == 0 ? null : Socket(v) } }) { Flag = "--socket" },
        new("Http:SocketGroup", "botmaker", "group that may use the socket, where it exists", (o, v) => o with { Http = o.Http with { SocketGroup = v } }),
        new("Http:AllowRemote", "false", "Http:Listen may be other than loopback", (o, v) => o with { Http = o.Http with { AllowRemote = SettingForms.Flag(v) } }),
        new("Http:TokenFile", "", "file with the bearer token that programs need for the status page's API", (o, v) => o with { Http = o.Http with { TokenFile = v.Length == 0 ? null : SettingForms.Place(v) } }),
        new("Logging:Format", "auto", "auto, text, journal or json", (o, v) => o with { Logging = o.Logging with { Format = v is "auto" ? null : SettingForms.Word<LogFormat>(v) } }) { Flag = "--log-format" },
        new("Logging:Level", "Information", "lowest level that is logged", (o, v) => o with { Logging = o.Logging with { Level = SettingForms.Word<LogLevel>(v) } }) { Flag = "--log-level" },
        new("Otlp:Endpoint", "", "where traces, log lines and metrics are pushed to by OTLP over HTTP; empty: nowhere", (o, v) => o with { OtlpEndpoint = v.Length == 0 ? null : HttpAddress(v) }),
    ];

    public static Setting? Find(string key) => All.FirstOrDefault(setting => string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase));

    private static Setting Duration(string key, string standard, string meaning, TimeSpan least, TimeSpan most, Func<DaemonOptions, TimeSpan, DaemonOptions> set) =>
        new(key, standard, meaning, (options, text) => set(options, SettingForms.Duration(text, least, most)));

    private static Setting Whole(string key, string standard, string meaning, int least, int most, Func<DaemonOptions, int, DaemonOptions> set) =>
        new(key, standard, meaning, (options, text) => set(options, SettingForms.Whole(text, least, most)));

    private static Setting Reserved<T>(string key, string standard, string meaning, Func<string, T> check) =>
        new(key, standard, meaning, (options, text) =>
        {
            _ = check(text);
            return options;
        })
        { IsReserved = true };

    private static DiskOptions MinFree(string text) => text.EndsWith('%')
        ? new DiskOptions { MinFreeShare = SettingForms.Whole(text[..^1], 1, 99) / 100.0 }
        : new DiskOptions { MinFreeShare = null, MinFreeBytes = SizeType.Memory.Parse(text) ?? throw new FormatException("write a percentage such as 5%, or a size such as 10Gi") };

    private static string? EngineHost(string text)
    {
        if (text.Length == 0) return null;
        if (text is not "memory://") _ = EngineEndpoint.Parse(text);
        return text;
    }

    private static string Socket(string text)
    {
        var path = SettingForms.Place(text);
        // sizeof(sockaddr_un.sun_path) less the terminating zero.
        return System.Text.Encoding.UTF8.GetByteCount(path) <= 107 ? path : throw new FormatException("is longer than the 107 bytes that the system allows for a socket");
    }

    private static Uri HttpAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw new FormatException("must be an http or https address");
}
