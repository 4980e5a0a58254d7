using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Execution.OneShots;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Proves once, before the first start, that the engine sees our directories and that a bot's uid can read in them: a container reads a nonce
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
    /// <returns>Null: it has passed, now or before. Else why that is not known yet.</returns>
    /// <exception cref="HostCheckException">The daemon cannot work with this engine.</exception>
    public async Task<ActionOutcome.Failed?> EnsureAsync(string imageId, int uid, CancellationToken cancellationToken)
    {
        if (_passed || engine.Endpoint.StartsWith("memory:", StringComparison.Ordinal)) return null;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_passed) return null;
            await CheckAsync(imageId, uid, cancellationToken);
            _passed = true;
            Passed(uid);
            return null;
        }
        catch (TimeoutException late)
        {
            return Failures.Failed("SelfCheckLate", $"{late.Message} It proves that the engine sees the daemon's directories; nothing is started before it has passed.");
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
        var probes = ((string[])[data.Bots, data.RuntimeSecrets]).Select(Probe.Under).ToArray();
        try
        {
            foreach (var probe in probes) Lay(probe.Directory, probe.Nonce, uid);
            var read = await ReadAsync(imageId, uid, probes, cancellationToken);
            foreach (var probe in probes)
            {
                if (!read.Contains(probe.Nonce, StringComparison.Ordinal))
                    throw new HostCheckException(Explain(probe.Root, uid, $"it read '{read.Trim()}' instead of what the daemon had written"));
            }
        }
        catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) is FailureKind.SourceMissing)
        {
            var missing = probes.FirstOrDefault(probe => exception.Message.Contains(probe.Directory, StringComparison.Ordinal)) ?? probes[0];
            throw new HostCheckException(Explain(missing.Root, uid, exception.Message), exception);
        }
        finally
        {
            foreach (var probe in probes.Where(probe => Directory.Exists(probe.Directory))) Directory.Delete(probe.Directory, recursive: true);
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

    private async Task<string> ReadAsync(string imageId, int uid, Probe[] probes, CancellationToken cancellationToken)
    {
        var result = await oneShots.RunAsync(
            Purpose,
            new CreateContainerRequest
            {
                Image = imageId,
                User = FormattableString.Invariant($"{uid}:{uid}"),
                Entrypoint = ["cat"],
                Cmd = [.. probes.Select((_, number) => $"{Target(number)}/{NonceFile}")],
                Healthcheck = new HealthCheck { Test = ["NONE"] },
                HostConfig = new HostConfig
                {
                    NetworkMode = "none",
                    Mounts = [.. probes.Select((probe, number) => new Mount { Type = "bind", Source = probe.Directory, Target = Target(number), ReadOnly = true })],
                    CapDrop = ["ALL"],
                    SecurityOpt = ["no-new-privileges"],
                    ReadonlyRootfs = true,
                },
            },
            Deadline,
            cancellationToken);
        return result.Output;
    }

    private static string Target(int number) => FormattableString.Invariant($"/check/{number}");

    private static string Explain(string root, int uid, string cause) => FormattableString.Invariant(
        $"BM5010: a container that runs as uid {uid} cannot read in '{root}': {cause}. The engine must run on this host, see the same file systems and use no user namespaces; with SELinux the directory needs a label that containers may read.");

    /// <param name="Root">What is checked.</param>
    /// <param name="Directory">Made in it for the check.</param>
    /// <param name="Nonce">What its file holds.</param>
    private sealed record Probe(string Root, string Directory, string Nonce)
    {
        public static Probe Under(string root) => new(root, Path.Combine(root, $".{Purpose}-{Guid.NewGuid():N}"), Guid.NewGuid().ToString("N"));
    }

    [LoggerMessage(5601, LogLevel.Information, "The engine sees the daemon's directories, and a bot's uid ({Uid}) can read in them")]
    private partial void Passed(int uid);
}
