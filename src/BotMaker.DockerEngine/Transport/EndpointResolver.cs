using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotMaker.DockerEngine.Json;

namespace BotMaker.DockerEngine.Transport;

/// <summary>Where the Docker command line would connect to, by its environment variables and contexts.</summary>
internal static class EndpointResolver
{
    private const string DefaultContext = "default";

    public static EngineEndpoint Resolve(string? explicitAddress, Func<string, string?> environment)
    {
        if (!string.IsNullOrWhiteSpace(explicitAddress))
            return EngineEndpoint.Parse(explicitAddress, TlsOf(environment));
        if (Read("DOCKER_HOST") is { } host)
            return From("DOCKER_HOST", () => EngineEndpoint.Parse(host, TlsOf(environment)));
        var directory = CliDirectory(environment);
        if (Read("DOCKER_CONTEXT") is { } named)
            return From("DOCKER_CONTEXT", () => FromContext(directory, named));
        return CurrentContext(directory) is { } current
            ? From($"the current context in {Path.Combine(directory!, "config.json")}", () => FromContext(directory, current))
            : EngineEndpoint.Default;

        string? Read(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    /// <summary>The configuration directory of the Docker command line; null where there is neither a variable nor a home.</summary>
    public static string? CliDirectory(Func<string, string?> environment) =>
        environment("DOCKER_CONFIG") is { Length: > 0 } directory ? directory
        : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".docker")
        : null;

    private static EngineTls? TlsOf(Func<string, string?> environment)
    {
        if (string.IsNullOrEmpty(environment("DOCKER_TLS_VERIFY")))
            return null;
        var directory = environment("DOCKER_CERT_PATH") is { Length: > 0 } path ? path : CliDirectory(environment);
        return directory is null
            ? throw new FormatException("DOCKER_TLS_VERIFY is set, but neither DOCKER_CERT_PATH nor HOME says where ca.pem, cert.pem and key.pem are.")
            : EngineTls.FromDirectory(directory, verifyServer: true);
    }

    private static string? CurrentContext(string? directory)
    {
        if (directory is null)
            return null;
        var path = Path.Combine(directory, "config.json");
        if (!File.Exists(path))
            return null;
        var config = ReadJson(path, DockerFilesJson.Default.CliConfig);
        return string.IsNullOrWhiteSpace(config?.CurrentContext) ? null : config.CurrentContext;
    }

    private static EngineEndpoint FromContext(string? directory, string name)
    {
        if (string.Equals(name, DefaultContext, StringComparison.Ordinal))
            return EngineEndpoint.Default;
        if (directory is null)
            throw new FormatException($"the context '{name}' cannot be found, since neither DOCKER_CONFIG nor HOME is set.");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var path = Path.Combine(directory, "contexts", "meta", digest, "meta.json");
        if (!File.Exists(path))
            throw new FormatException($"there is no context '{name}' in {directory}. `docker context ls` shows those that exist.");
        var endpoint = ReadJson(path, DockerFilesJson.Default.ContextMetadata)?.Endpoints?.GetValueOrDefault("docker");
        if (string.IsNullOrWhiteSpace(endpoint?.Host))
            throw new FormatException($"the context '{name}' ({path}) names no Docker endpoint.");
        var certificates = Path.Combine(directory, "contexts", "tls", digest, "docker");
        var tls = Directory.Exists(certificates) || endpoint.SkipTlsVerify
            ? EngineTls.FromDirectory(certificates, !endpoint.SkipTlsVerify)
            : null;
        return EngineEndpoint.Parse(endpoint.Host, tls);
    }

    private static T? ReadJson<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> typeInfo)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), typeInfo);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static EngineEndpoint From(string source, Func<EngineEndpoint> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{source}: {exception.Message}", exception);
        }
    }
}
