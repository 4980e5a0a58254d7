using System.Globalization;

namespace BotMaker.DockerEngine.Transport;

/// <summary>Where an engine listens: a Unix socket, or a TCP port with or without TLS.</summary>
public sealed record EngineEndpoint
{
    public const string DefaultSocket = "/var/run/docker.sock";

    private const int PlainPort = 2375;
    private const int TlsPort = 2376;

    // sizeof(sockaddr_un.sun_path) less the terminating zero: a limit of the kernel.
    private const int MaxSocketPath = 107;

    private EngineEndpoint()
    {
    }

    public static EngineEndpoint Default { get; } = new() { SocketPath = DefaultSocket };

    /// <summary>Absolute path, for a Unix socket.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>Name or address, for TCP.</summary>
    public string? Host { get; private init; }

    public int Port { get; private init; }

    /// <summary>Null: plain.</summary>
    public EngineTls? Tls { get; private init; }

    /// <summary>
    /// Reads <c>unix:///path</c>, <c>unix://</c> (the default socket), <c>tcp://host[:port]</c> or <c>host:port</c>. The port is 2375, with TLS 2376.
    /// </summary>
    /// <exception cref="FormatException">The text says what is wrong and what to write instead.</exception>
    public static EngineEndpoint Parse(string text, EngineTls? tls = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var address = text.Trim();
        var mark = address.IndexOf("://", StringComparison.Ordinal);
        var scheme = mark < 0 ? "tcp" : address[..mark].ToLowerInvariant();
        var rest = mark < 0 ? address : address[(mark + 3)..];
        return scheme switch
        {
            "unix" => ParseSocket(text, rest),
            "tcp" => ParseTcp(text, rest, tls),
            "http" or "https" => throw Bad(text, $"write tcp://{rest}; TLS comes from the certificates (DOCKER_TLS_VERIFY, DOCKER_CERT_PATH), not from the scheme"),
            "ssh" => throw Bad(text, "SSH is not supported; forward the socket (ssh -L /path/docker.sock:/var/run/docker.sock host) and use unix:///path/docker.sock"),
            "npipe" => throw Bad(text, "named pipes exist on Windows only, and this client runs on Linux"),
            "fd" => throw Bad(text, "fd:// is for the engine's own socket activation; clients use unix:///var/run/docker.sock"),
            _ => throw Bad(text, $"the scheme '{scheme}' is not known; use unix:///path or tcp://host:port"),
        };
    }

    /// <summary>
    /// Finds the engine as the Docker command line does: the explicit address, else <c>DOCKER_HOST</c>, else <c>DOCKER_CONTEXT</c>, else the
    /// current context of its configuration directory, else the default socket. <c>DOCKER_TLS_VERIFY</c> and <c>DOCKER_CERT_PATH</c> add TLS to
    /// the first two.
    /// </summary>
    /// <param name="explicitAddress">As for <see cref="Parse"/>; null or empty when none was given.</param>
    /// <param name="environment">Reads an environment variable. Null: those of this process.</param>
    /// <exception cref="FormatException">The text says which source is wrong, and how.</exception>
    public static EngineEndpoint Resolve(string? explicitAddress, Func<string, string?>? environment = null) =>
        EndpointResolver.Resolve(explicitAddress, environment ?? Environment.GetEnvironmentVariable);

    /// <summary>As it is written: <c>unix:///var/run/docker.sock</c>, <c>tcp://host:2376</c>.</summary>
    public override string ToString() => SocketPath is not null
        ? $"unix://{SocketPath}"
        : string.Create(CultureInfo.InvariantCulture, $"tcp://{(Host!.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    private static EngineEndpoint ParseSocket(string text, string path)
    {
        if (path.Length == 0)
            return Default;
        if (path[0] != '/')
            throw Bad(text, $"the path of a socket must be absolute: unix:///{path}");
        if (System.Text.Encoding.UTF8.GetByteCount(path) > MaxSocketPath)
            throw Bad(text, $"the path is longer than the {MaxSocketPath} bytes that the system allows for a socket");
        return new() { SocketPath = path };
    }

    private static EngineEndpoint ParseTcp(string text, string rest, EngineTls? tls)
    {
        rest = rest.TrimEnd('/');
        if (rest.Length == 0)
            throw Bad(text, "the host is missing; write tcp://host:port or unix:///path");
        if (rest[0] == '/')
            throw Bad(text, $"a socket is written unix://{rest}");
        var defaultPort = tls is null ? PlainPort : TlsPort;
        if (rest.AsSpan().ContainsAny("/?#@ ") || !Uri.TryCreate($"tcp://{rest}", UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Port == 0)
            throw Bad(text, "expected tcp://host:port, for example tcp://127.0.0.1:2375");
        return new() { Host = uri.DnsSafeHost, Port = uri.Port < 0 ? defaultPort : uri.Port, Tls = tls };
    }

    private static FormatException Bad(string text, string reason) => new($"'{text}' is not an engine address: {reason}.");
}
