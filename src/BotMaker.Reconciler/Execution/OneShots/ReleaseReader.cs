using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution.OneShots;

/// <summary>Finds out which OpenClaw release an image holds: by the manifest, the image's labels, its tag, and only then by running it once.</summary>
internal sealed partial class ReleaseReader(IContainerEngine engine, OneShotRunner oneShots, ImageReleaseStore asked, ILogger<ReleaseReader> logger) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ILogger<ReleaseReader> _logger = logger;
    private readonly ConcurrentDictionary<string, OpenClawRelease> _byImage = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public async Task<OpenClawRelease> OfAsync(ImageSpec image, string imageId, CancellationToken cancellationToken)
    {
        if (OpenClawRelease.TryParse(image.OpenClawRelease, out var named)) return named;
        if (_byImage.TryGetValue(imageId, out var known)) return known;
        if (TryFind((await engine.Images.InspectAsync(imageId, cancellationToken)).Config?.Labels, out var labelled)) return _byImage[imageId] = labelled;
        // Not remembered for the image: another reference to it may say something else.
        return ReleaseDetection.TryFromReference(image.Reference, out var tagged) ? tagged : await AskAsync(image.Reference, imageId, cancellationToken);
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<OpenClawRelease> AskAsync(string reference, string imageId, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_byImage.TryGetValue(imageId, out var known)) return known;
            if (OpenClawRelease.TryParse(asked.Find(imageId), out var before)) return _byImage[imageId] = before;
            var output = await RunAsync(imageId, cancellationToken);
            if (ReleaseDetection.TryFromVersionOutput(output, out var told))
            {
                asked.Put(imageId, told.ToString());
                Told(reference, told.ToString());
                return _byImage[imageId] = told;
            }

            // The newest release's own check of the configuration decides then.
            Unknown(reference, output.Trim(), OpenClawRelease.Newest.ToString());
            return _byImage[imageId] = OpenClawRelease.Newest;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<string> RunAsync(string imageId, CancellationToken cancellationToken)
    {
        if (engine.Endpoint.StartsWith("memory:", StringComparison.Ordinal)) return "an image in memory holds no program";
        try
        {
            return (await oneShots.RunAsync("version", Request(imageId), Deadline, cancellationToken)).Output;
        }
        catch (Exception exception) when (exception is TimeoutException
            || (exception is DockerEngineException refused && FailureClassifier.Classify(refused) is not (FailureKind.EngineDown or FailureKind.Lost)))
        {
            return exception.Message;
        }
    }

    private static CreateContainerRequest Request(string imageId) => new()
    {
        Image = imageId,
        Cmd = [.. ReleaseDetection.VersionCommand],
        Env = [$"HOME={ContainerPaths.Temporary}"],
        Healthcheck = new HealthCheck { Test = ["NONE"] },
        HostConfig = new HostConfig
        {
            NetworkMode = "none",
            Tmpfs = new Dictionary<string, string>(StringComparer.Ordinal) { [ContainerPaths.Temporary] = "size=64m,mode=1777" },
            Memory = OneShotLimits.LeastMemory,
            MemorySwap = OneShotLimits.LeastMemory,
            PidsLimit = OneShotLimits.Pids,
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges"],
            ReadonlyRootfs = true,
            Init = true,
        },
    };

    private static bool TryFind(IReadOnlyDictionary<string, string>? labels, [NotNullWhen(true)] out OpenClawRelease? release)
    {
        release = null;
        return labels is not null && ReleaseDetection.TryFromLabels(labels, out release);
    }

    [LoggerMessage(5301, LogLevel.Warning, "Image {Reference} does not say which OpenClaw release it holds, and asked for its version it says: {Output}. It is treated as {Release}. Name it in spec.image.openclawRelease.")]
    private partial void Unknown(string reference, string output, string release);

    [LoggerMessage(5302, LogLevel.Information, "Image {Reference} says that it holds OpenClaw {Release}")]
    private partial void Told(string reference, string release);
}
