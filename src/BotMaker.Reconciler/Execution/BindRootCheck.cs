using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Proves once, before the first create, that the engine sees our directories and that a bot's uid can read in them: a container reads a nonce
/// through each root. It fails for a remote engine, user namespaces, some SELinux set-ups and a daemon in a container.
/// </summary>
internal sealed partial class BindRootCheck(
    IContainerEngine engine,
    OneShotRunner oneShots,
    DataDirectory data,
    Action<HostCheckException> fatal,
    ILogger<BindRootCheck> logger) : IDisposable
{
    private const string Purpose = "self-check";
    private const string NonceFile = "nonce";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ILogger<BindRootCheck> _logger = logger;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private bool _passed;

    /// <param name="imageId">An image that is present; it needs <c>cat</c>.</param>
    /// <param name="uid">Of a bot.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="HostCheckException">The daemon cannot work with this engine.</exception>
    public async Task EnsureAsync(string imageId, int uid, CancellationToken cancellationToken)
    {
        if (_passed || engine.Endpoint.StartsWith("memory:", StringComparison.Ordinal)) return;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_passed) return;
            await CheckAsync(imageId, uid, cancellationToken);
            _passed = true;
            Passed(uid);
        }
        catch (HostCheckException exception)
        {
            fatal(exception);
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task CheckAsync(string imageId, int uid, CancellationToken cancellationToken)
    {
        await oneShots.CleanUpAsync(cancellationToken);
        foreach (var root in (string[])[data.Bots, data.RuntimeSecrets])
        {
            var directory = Path.Combine(root, $".{Purpose}-{Guid.NewGuid():N}");
            var nonce = Guid.NewGuid().ToString("N");
            try
            {
                Lay(directory, nonce, uid);
                if (await ReadAsync(imageId, uid, directory, cancellationToken) is { } wrong && !wrong.Contains(nonce, StringComparison.Ordinal))
                    throw new HostCheckException(Explain(root, uid, $"it read '{wrong.Trim()}' instead of what the daemon had written"));
            }
            catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) is FailureKind.SourceMissing)
            {
                throw new HostCheckException(Explain(root, uid, exception.Message), exception);
            }
            finally
            {
                if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static void Lay(string directory, string nonce, int uid)
    {
        DataDirectory.MakePrivate(directory);
        var file = Path.Combine(directory, NonceFile);
        AtomicFile.Write(file, System.Text.Encoding.ASCII.GetBytes(nonce));
        if (Posix.OwnerOf(directory) == uid) return;
        Posix.TryChangeOwner(file, uid, uid);
        Posix.TryChangeOwner(directory, uid, uid);
    }

    private async Task<string> ReadAsync(string imageId, int uid, string directory, CancellationToken cancellationToken)
    {
        var result = await oneShots.RunAsync(
            Purpose,
            new CreateContainerRequest
            {
                Image = imageId,
                User = FormattableString.Invariant($"{uid}:{uid}"),
                Entrypoint = ["cat"],
                Cmd = [$"/check/{NonceFile}"],
                Healthcheck = new HealthCheck { Test = ["NONE"] },
                HostConfig = new HostConfig
                {
                    NetworkMode = "none",
                    Mounts = [new Mount { Type = "bind", Source = directory, Target = "/check", ReadOnly = true }],
                    CapDrop = ["ALL"],
                    SecurityOpt = ["no-new-privileges"],
                    ReadonlyRootfs = true,
                },
            },
            Deadline,
            cancellationToken);
        return result.Output;
    }

    private static string Explain(string root, int uid, string cause) => FormattableString.Invariant(
        $"BM5002: a container that runs as uid {uid} cannot read in '{root}': {cause}. The engine must run on this host, see the same file systems and use no user namespaces; with SELinux the directory needs a label that containers may read.");

    [LoggerMessage(5601, LogLevel.Information, "The engine sees the daemon's directories, and a bot's uid ({Uid}) can read in them")]
    private partial void Passed(int uid);
}
