using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution.OneShots;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Creates a bot's next container: writes the attempt down, makes its directories, network and files, and only then asks the engine. Whatever is
/// interrupted, the attempt's number tells afterwards what is ours: its name and label carry it, and it is never used twice.
/// </summary>
internal sealed partial class ContainerCreator(
    IContainerEngine engine,
    ContainerWatch watch,
    ImageProvider images,
    NetworkProvisioner networks,
    BotRenderer renderer,
    AttemptFiles files,
    BotDirectories directories,
    BindRootCheck bindRoots,
    RevisionChecks checks,
    BotRecordStore records,
    InstanceOptions options,
    string instance,
    TimeProvider time,
    ILogger<ContainerCreator> logger)
{
    private readonly ILogger<ContainerCreator> _logger = logger;

    public async Task<ActionOutcome> CreateAsync(BotAction.CreateContainer action, ActionContext context, CancellationToken cancellationToken)
    {
        var bot = context.Bot;
        if (context.ImageId is null && await images.EnsureAsync(context, action.SpecHash, cancellationToken) is var ensured and not ActionOutcome.Done) return ensured;
        var imageId = context.ImageId!;
        var (rendered, unsupported) = await renderer.RenderAsync(bot, imageId, cancellationToken);
        if (rendered is null) return unsupported!;

        var (secrets, unusable) = files.Resolve(bot, rendered);
        if (secrets is null) return unusable!;

        if (action.ReplacesRunning && await checks.CheckAsync(context, rendered, secrets, cancellationToken) is { } refused) return refused;

        Journal(context, action, imageId, secrets);
        if (files.Write(bot, action.Attempt, rendered, secrets.Values) is { } notWritten) return notWritten;

        // Beside the create, since it takes as long: nothing is started before it has passed.
        var proof = bindRoots.EnsureAsync(imageId, directories.UidOf(bot), cancellationToken);
        var created = CreateAsync(action, context, rendered, imageId, cancellationToken);
        await Task.WhenAll(proof, created);
        return await created is ActionOutcome.Done && await proof is { } unproven ? unproven : await created;
    }

    private async Task<ActionOutcome> CreateAsync(
        BotAction.CreateContainer action,
        ActionContext context,
        RenderedBot rendered,
        string imageId,
        CancellationToken cancellationToken)
    {
        var bot = context.Bot;
        var network = await networks.EnsureAsync(bot, cancellationToken);
        if (network.Failure is { } noNetwork) return noNetwork;

        var request = ContainerRequestFactory.Build(new ContainerBlueprint
        {
            Bot = bot,
            Rendered = rendered,
            Attempt = action.Attempt,
            SpecHash = action.SpecHash,
            IsOnTrial = action.IsOnTrial,
            Instance = instance,
            Image = context.ImageName ?? imageId,
            Uid = directories.UidOf(bot),
            Network = network.Name!,
            Sources = files.Sources(bot, action.Attempt, rendered),
        });
        return await AskAsync(ContainerNames.Of(options.ContainerPrefix, bot.Id, action.Attempt), request, action, context, cancellationToken);
    }

    private void Journal(ActionContext context, BotAction.CreateContainer action, string imageId, BotSecrets secrets) => records.Update(context.Id, record => record with
    {
        LastAttempt = Math.Max(record.LastAttempt, action.Attempt),
        Attempts =
        [
            .. record.Attempts.Where(attempt => attempt.Number != action.Attempt),
            new AttemptRecord
            {
                Number = action.Attempt,
                SpecHash = action.SpecHash,
                ImageId = imageId,
                Fields = SpecFields.Flatten(context.Bot),
                SecretDigest = secrets.Digest,
                Accounts = [.. secrets.Accounts],
                DecidedAt = time.GetUtcNow(),
            },
        ],
    });

    /// <summary>The engine refused, and nobody has the name that it was about: the number was not used.</summary>
    private void Withdraw(ActionContext context, BotAction.CreateContainer action)
    {
        records.Update(context.Id, record => record with
        {
            LastAttempt = record.LastAttempt == action.Attempt ? action.Attempt - 1 : record.LastAttempt,
            Attempts = [.. record.Attempts.Where(attempt => attempt.Number != action.Attempt)],
        });
        directories.ForgetAttempt(context.Id, action.Attempt);
    }

    private async Task<ActionOutcome> AskAsync(
        string name,
        CreateContainerRequest request,
        BotAction.CreateContainer action,
        ActionContext context,
        CancellationToken cancellationToken)
    {
        // A second try only after a look: a create whose reply was lost may have happened.
        for (var lastTry = false; ; lastTry = true)
        {
            try
            {
                var created = await engine.Containers.CreateAsync(name, request, cancellationToken);
                foreach (var warning in created.Warnings ?? []) EngineWarns(name, warning);
                return Created(created.Id, action, context);
            }
            catch (DockerEngineException exception)
            {
                var kind = FailureClassifier.Classify(exception);
                if (await watch.FindByNameAsync(name, cancellationToken) is { } holder)
                {
                    if (IsThisAttempt(holder, context.Id, action)) return Created(holder.Id, action, context);
                    Withdraw(context, action);
                    return NameTaken(name, holder);
                }

                if (!lastTry && kind is (FailureKind.EngineDown or FailureKind.Lost or FailureKind.Transient or FailureKind.NameTaken)) continue;
                if (kind is not (FailureKind.EngineDown or FailureKind.Lost)) Withdraw(context, action);
                return Failures.Outcome($"create container {name}", exception, "CreateFailed");
            }
        }
    }

    private ActionOutcome.Done Created(string id, BotAction.CreateContainer action, ActionContext context)
    {
        context.CreatedContainerId = id;
        records.UpdateAttempt(context.Id, action.Attempt, attempt => attempt with { ContainerId = id });
        return ActionOutcome.Done.Instance;
    }

    private bool IsThisAttempt(ContainerInspection holder, BotId id, BotAction.CreateContainer action) =>
        holder.Config?.Labels is { } labels
        && string.Equals(labels.GetValueOrDefault(Labels.Reconciler), instance, StringComparison.Ordinal)
        && string.Equals(labels.GetValueOrDefault(Labels.BotId), id.Value, StringComparison.Ordinal)
        && string.Equals(labels.GetValueOrDefault(Labels.SpecHash), action.SpecHash, StringComparison.Ordinal)
        && string.Equals(labels.GetValueOrDefault(Labels.Attempt), action.Attempt.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static ActionOutcome.Failed NameTaken(string name, ContainerInspection holder) => Failures.Failed(
        "NameTaken",
        $"The name {name} belongs to container {Failures.Short(holder.Id)}, which is not ours. Rename or remove it, or set Instance:ContainerPrefix.",
        isTerminal: true,
        ConditionType.Conflict);

    [LoggerMessage(5401, LogLevel.Warning, "The engine about container {Name}: {Warning}")]
    private partial void EngineWarns(string name, string warning);
}
