using System.Runtime.CompilerServices;
using BotMaker.DockerEngine.Errors;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>Compares the files that a bot's container mounts with those that its manifest and its secrets want now. Changes nothing.</summary>
public sealed class FileInspector
{
    private readonly DataDirectory _data;
    private readonly BotRenderer _renderer;
    private readonly SecretValues _secrets;
    private readonly SecretDigests _digests;
    private readonly WorkspaceFiles _workspace;

    // Specs and images are immutable and looked at many times: each pair is rendered once.
    private readonly ConditionalWeakTable<DesiredBot, Rendering> _rendered = [];

    internal FileInspector(DataDirectory data, BotRenderer renderer, SecretValues secrets, SecretDigests digests, WorkspaceFiles workspace) =>
        (_data, _renderer, _secrets, _digests, _workspace) = (data, renderer, secrets, digests, workspace);

    /// <returns>Null: there is no container whose files could be compared, or no spec to compare them with.</returns>
    public async Task<DesiredFiles?> LookAsync(BotIntent intent, ObservedBot observed, CancellationToken cancellationToken)
    {
        if (intent is not { Presence: DesiredPresence.Present or DesiredPresence.Held, Bot: { } bot })
        {
            _secrets.Forget(intent.Id);
            return null;
        }

        if (Container(observed) is not { ImageId: { } imageId } container) return null;
        if (await RenderAsync(bot, imageId, cancellationToken) is not { } rendered) return null;

        var secrets = _secrets.For(bot, rendered.Secrets, generate: false);
        if (secrets.Problems is [var problem, ..]) return new DesiredFiles { Attempt = container.Attempt, Problem = problem with { Message = secrets.ToString() } };
        return new DesiredFiles
        {
            Attempt = container.Attempt,
            Digest = DigestOf(rendered, secrets),
            SecretDigest = secrets.Digest,
            Changes = Compare(bot, container.Attempt, rendered, secrets),
        };
    }

    internal ValueList<FieldChange> Compare(DesiredBot bot, int attempt, RenderedBot rendered, BotSecrets secrets) =>
        [.. FileComparison.Compare(MountedFiles.Read(_data, bot.Id, attempt, rendered, bot.Spec.ConfigDrift), rendered, secrets, _digests), .. _workspace.Differences(bot)];

    /// <summary>Of everything that the files hold.</summary>
    internal string DigestOf(RenderedBot rendered, BotSecrets secrets) => _digests.Of(rendered.Files.Single().Content + secrets.Digest);

    /// <returns>Null: the image holds a release that is not supported.</returns>
    internal async Task<RenderedBot?> RenderAsync(DesiredBot bot, string imageId, CancellationToken cancellationToken)
    {
        if (_rendered.TryGetValue(bot, out var known) && string.Equals(known.ImageId, imageId, StringComparison.Ordinal)) return known.Rendered;
        try
        {
            var (rendered, _) = await _renderer.RenderAsync(bot, imageId, cancellationToken);
            if (rendered is not null) _rendered.AddOrUpdate(bot, new(imageId, rendered));
            return rendered;
        }
        catch (DockerEngineException exception) when (exception.Kind == EngineErrorKind.NotFound)
        {
            // A container outlives its image.
            return null;
        }
    }

    /// <summary>The one that a plan would keep.</summary>
    private static ObservedContainer? Container(ObservedBot observed) => observed.Containers
        .Where(container => container is { IsOurs: true, Phase: not (ContainerPhase.Dead or ContainerPhase.Removing) })
        .OrderByDescending(container => container.Phase == ContainerPhase.Running)
        .ThenByDescending(container => container.MayRun)
        .ThenByDescending(container => container.Attempt)
        .FirstOrDefault();

    private sealed record Rendering(string ImageId, RenderedBot Rendered);
}
