using System.Diagnostics.CodeAnalysis;
using BotMaker.DockerEngine;
using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Execution;

/// <summary>Finds out which OpenClaw release an image holds and renders a bot for it.</summary>
internal sealed partial class BotRenderer(IContainerEngine engine, ILogger<BotRenderer> logger)
{
    private readonly ILogger<BotRenderer> _logger = logger;

    /// <returns>What OpenClaw needs, or why this image cannot be run.</returns>
    public async Task<(RenderedBot? Rendered, ActionOutcome.Failed? Failure)> RenderAsync(DesiredBot bot, string imageId, CancellationToken cancellationToken)
    {
        var release = await ReleaseOfAsync(bot, imageId, cancellationToken);
        var verdict = ReleaseSupport.Judge(release);
        if (verdict.Error is { } error) return (null, Failures.Failed("ReleaseNotSupported", error, isTerminal: true));
        return (OpenClawRenderer.Render(new RenderRequest(bot.Id, bot.Spec, release)), null);
    }

    /// <summary>By the manifest, the image's labels, its tag; otherwise it is taken for the newest, whose own check of the configuration then decides.</summary>
    private async Task<OpenClawRelease> ReleaseOfAsync(DesiredBot bot, string imageId, CancellationToken cancellationToken)
    {
        if (OpenClawRelease.TryParse(bot.Spec.Image.OpenClawRelease, out var named)) return named;
        var image = await engine.Images.InspectAsync(imageId, cancellationToken);
        if (TryFind(image.Config?.Labels, out var labelled)) return labelled;
        if (ReleaseDetection.TryFromReference(bot.Spec.Image.Reference, out var tagged)) return tagged;
        Unknown(bot.Spec.Image.Reference, OpenClawRelease.Newest.ToString());
        return OpenClawRelease.Newest;
    }

    private static bool TryFind(IReadOnlyDictionary<string, string>? labels, [NotNullWhen(true)] out OpenClawRelease? release)
    {
        release = null;
        return labels is not null && ReleaseDetection.TryFromLabels(labels, out release);
    }

    [LoggerMessage(5301, LogLevel.Warning, "Image {Reference} does not say which OpenClaw release it holds; it is treated as {Release}. Name it in spec.image.openclawRelease.")]
    private partial void Unknown(string reference, string release);
}
