using System.Text;
using System.Text.Json;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Images;

/// <summary>
/// Registry credentials of the Docker command line: its <c>config.json</c> and the credential helpers that this names. The file is read
/// at each look, so a new login needs no restart. A missing file means no credentials.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="timeProvider">Clock for the helpers' deadline. Null: the system's.</param>
public sealed class DockerConfigFile(string path, TimeProvider? timeProvider = null)
{
    /// <summary>Docker Hub's name in credential stores, from the days of its first protocol.</summary>
    private const string DockerHubKey = "https://index.docker.io/v1/";

    private const string Operation = "registry credentials";

    private static readonly string[] DockerHubHosts = ["docker.io", "index.docker.io", "registry-1.docker.io"];

    private readonly CredentialHelper _helper = new(timeProvider ?? TimeProvider.System);

    /// <summary>The file; it need not exist.</summary>
    public string Path { get; } = path;

    /// <summary>Directory in which to look for credential helpers before the search path. Null: the search path only.</summary>
    public string? HelperDirectory { get; init; }

    /// <summary>How long a helper may take. Some ask a cloud provider.</summary>
    public TimeSpan HelperTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The file that the Docker command line would use: in <c>DOCKER_CONFIG</c>, else in <c>.docker</c> of the home. Null where neither is set.</summary>
    /// <param name="environment">Reads an environment variable. Null: those of this process.</param>
    public static string? DefaultPath(Func<string, string?>? environment = null) =>
        EndpointResolver.CliDirectory(environment ?? Environment.GetEnvironmentVariable) is { } directory
            ? System.IO.Path.Combine(directory, "config.json")
            : null;

    /// <summary>Finds the credentials for an image's registry: its own helper, else the store, else the file itself. Null: pull anonymously.</summary>
    /// <exception cref="DockerEngineException">
    /// Kind <see cref="EngineErrorKind.Forbidden"/>: the file cannot be read, or a helper failed. The message holds no secret.
    /// </exception>
    public async Task<RegistryCredentials?> FindAsync(string reference, CancellationToken cancellationToken = default)
    {
        string registry;
        try
        {
            registry = ImageReference.Parse(reference).Registry;
        }
        catch (FormatException exception)
        {
            throw new DockerEngineException(EngineErrorKind.Invalid, Operation, exception.Message, statusCode: null, exception);
        }

        if (await ReadAsync(cancellationToken) is not { } config)
            return null;
        var key = registry is ImageReference.DockerHub ? DockerHubKey : registry;
        var helper = config.CredentialHelpers?.GetValueOrDefault(registry) ?? config.CredentialHelpers?.GetValueOrDefault(key) ?? config.CredentialStore;
        return !string.IsNullOrWhiteSpace(helper) && await AskAsync(helper, key, cancellationToken) is { } stored
            ? stored
            : FromFile(config, registry, key);
    }

    private async Task<CliConfig?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(Path, cancellationToken);
            return JsonSerializer.Deserialize(bytes, DockerFilesJson.Default.CliConfig);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            // Its message names a position and not the text there, but the inner one may quote a value.
            throw Unusable($"{Path} is not valid JSON (line {(exception.LineNumber + 1)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}).");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"{Path} cannot be read: {exception.Message}");
        }
    }

    private async Task<RegistryCredentials?> AskAsync(string helper, string key, CancellationToken cancellationToken)
    {
        var answer = await _helper.GetAsync(helper, HelperDirectory, key, HelperTimeout, cancellationToken);
        return answer.Failure is { } failure ? throw Unusable(failure) : answer.Credentials;
    }

    private RegistryCredentials? FromFile(CliConfig config, string registry, string key)
    {
        var entries = config.Auths ?? [];
        var entry = entries.GetValueOrDefault(key) ?? entries.FirstOrDefault(pair => IsFor(pair.Key, registry)).Value;
        if (entry is null)
            return null;
        var (user, password) = Decode(entry, registry);
        return string.IsNullOrEmpty(user) && string.IsNullOrEmpty(entry.IdentityToken)
            ? null
            : new RegistryCredentials
            {
                ServerAddress = key,
                Username = user,
                Password = string.IsNullOrEmpty(entry.IdentityToken) ? password : null,
                IdentityToken = string.IsNullOrEmpty(entry.IdentityToken) ? null : entry.IdentityToken,
            };
    }

    private (string? User, string? Password) Decode(RegistryAuthEntry entry, string registry)
    {
        if (string.IsNullOrEmpty(entry.Auth))
            return (entry.Username, entry.Password);
        string text;
        try
        {
            text = Encoding.UTF8.GetString(Convert.FromBase64String(entry.Auth));
        }
        catch (FormatException)
        {
            throw Unusable($"{Path}: the entry for {registry} is not valid base64. Log in again with `docker login {registry}`.");
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0
            ? throw Unusable($"{Path}: the entry for {registry} is not of the form user:password. Log in again with `docker login {registry}`.")
            : (text[..colon], text[(colon + 1)..].TrimEnd('\0'));
    }

    // Keys are hosts or, from older logins, addresses with a scheme and a path.
    private static bool IsFor(string key, string registry)
    {
        var host = key;
        if (host.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0)
            host = host[(scheme + 3)..];
        if (host.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0)
            host = host[..slash];
        return registry is ImageReference.DockerHub
            ? DockerHubHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
            : string.Equals(host, registry, StringComparison.OrdinalIgnoreCase);
    }

    private static DockerEngineException Unusable(string message) => new(EngineErrorKind.Forbidden, Operation, message);
}
