using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Makes a bot's image present and says which it is. A reference is resolved once for a spec: a later attempt of the same spec takes the same
/// image, also when the tag has moved on meanwhile.
/// </summary>
internal sealed partial class ImageProvider(
    IContainerEngine engine,
    EnginePipelines pipelines,
    ConcurrencyGates gates,
    FindRegistryCredentials credentials,
    BotRecordStore records,
    DiskSpace disk,
    ILogger<ImageProvider> logger)
{
    private readonly ILogger<ImageProvider> _logger = logger;

    public async Task<ActionOutcome> EnsureAsync(ActionContext context, string? specHash, CancellationToken cancellationToken)
    {
        var image = context.Bot.Spec.Image;
        try
        {
            if (await KeptAsync(context, specHash, cancellationToken) is { } kept)
            {
                context.ImageId = kept;
                if (string.Equals(await FindAsync(image.Reference, cancellationToken), kept, StringComparison.Ordinal)) context.ImageName = image.Reference;
                return ActionOutcome.Done.Instance;
            }

            context.ImageName = image.Reference;
            if (image.PullPolicy != ImagePullPolicy.Always) context.ImageId = await FindAsync(image.Reference, cancellationToken);
            if (context.ImageId is not null) return ActionOutcome.Done.Instance;
            if (image.PullPolicy == ImagePullPolicy.Never)
            {
                return Failures.Failed(
                    "ImageMissing",
                    $"Image {image.Reference} is not on this host and spec.image.pullPolicy is Never. Load it, or change the policy.",
                    isTerminal: true,
                    ConditionType.ImageReady);
            }

            if (await disk.CheckAsync(needed: 0, cancellationToken) is { } low) return new ActionOutcome.Failed(low.Failure with { Condition = ConditionType.ImageReady }, low.AtLeast);
            await PullAsync(context, image.Reference, cancellationToken);
            context.ImageId = await FindAsync(image.Reference, cancellationToken);
            return context.ImageId is not null
                ? ActionOutcome.Done.Instance
                : Failures.Failed("ImagePullFailed", $"Image {image.Reference} was pulled and is not there all the same.", condition: ConditionType.ImageReady);
        }
        catch (DockerEngineException exception)
        {
            var failed = Failures.Outcome($"get image {image.Reference}", exception, "ImagePullFailed");
            return failed is ActionOutcome.Failed { Failure: var failure } ? new ActionOutcome.Failed(failure with { Condition = ConditionType.ImageReady }) : failed;
        }
    }

    /// <summary>The image's id; null when it is not on this host.</summary>
    public async Task<string?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return (await engine.Images.InspectAsync(reference, cancellationToken)).Id;
        }
        catch (DockerEngineException exception) when (exception.Kind == EngineErrorKind.NotFound)
        {
            return null;
        }
    }

    private async Task<string?> KeptAsync(ActionContext context, string? specHash, CancellationToken cancellationToken)
    {
        if (specHash is null) return null;
        foreach (var attempt in records.Get(context.Id).Attempts.Reverse())
        {
            if (attempt.ImageId is null || !string.Equals(attempt.SpecHash, specHash, StringComparison.Ordinal)) continue;
            return await FindAsync(attempt.ImageId, cancellationToken);
        }

        return null;
    }

    private Task<bool> PullAsync(ActionContext context, string reference, CancellationToken cancellationToken) => gates.PullAsync(
        async () =>
        {
            PullBegins(reference);
            context.PullBegins?.Invoke();
            var login = await credentials(reference, cancellationToken);
            return await pipelines.PullAsync(
                "image pull",
                async token =>
                {
                    await foreach (var progress in engine.Images.PullAsync(reference, login, token)) _ = progress;
                    return true;
                },
                cancellationToken);
        },
        cancellationToken);

    [LoggerMessage(5101, LogLevel.Information, "Pulling image {Reference}")]
    private partial void PullBegins(string reference);
}
