using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Execution.OneShots;

namespace BotMaker.Reconciler.Execution;

/// <summary>Renders a bot for the OpenClaw release that its image holds.</summary>
internal sealed class BotRenderer(ReleaseReader releases)
{
    /// <returns>What OpenClaw needs, or why this image cannot be run.</returns>
    public async Task<(RenderedBot? Rendered, ActionOutcome.Failed? Failure)> RenderAsync(DesiredBot bot, string imageId, CancellationToken cancellationToken)
    {
        var release = await releases.OfAsync(bot.Spec.Image, imageId, cancellationToken);
        var verdict = ReleaseSupport.Judge(release);
        if (verdict.Error is { } error) return (null, Failures.Failed("ReleaseNotSupported", error, isTerminal: true));
        return (OpenClawRenderer.Render(new RenderRequest(bot.Id, bot.Spec, release)), null);
    }
}
