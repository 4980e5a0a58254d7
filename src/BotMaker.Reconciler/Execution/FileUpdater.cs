using BotMaker.OpenClaw.Rendering;
using BotMaker.OpenClaw.Reload;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Execution.OneShots;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Writes changed files into the directories that a container mounts, and sees to it that its gateway takes them. What is under way is written down
/// before the files are, so that a crash in between is taken up where it was; what the gateway refuses is put back, so that its next start finds what it ran with.
/// </summary>
internal sealed partial class FileUpdater(
    ContainerWatch watch,
    FileInspector inspector,
    AttemptFiles files,
    WorkspaceFiles workspace,
    ReloadWatch reload,
    RevisionChecks checks,
    BotRecordStore records,
    TimeProvider time,
    ILogger<FileUpdater> logger)
{
    private readonly ILogger<FileUpdater> _logger = logger;

    public async Task<ActionOutcome> WriteAsync(BotAction.WriteFiles action, ActionContext context, CancellationToken cancellationToken)
    {
        var bot = context.Bot;
        if (await watch.LookAsync(action.ContainerId, cancellationToken) is not { ImageId: { } imageId }) return new ActionOutcome.LookAgain(TimeSpan.Zero, "the container is gone");
        if (await inspector.RenderAsync(bot, imageId, cancellationToken) is not { } rendered) return new ActionOutcome.LookAgain(TimeSpan.Zero, "its image cannot be rendered for");
        var (secrets, problem) = files.Resolve(bot, rendered);
        if (secrets is null) return problem!;

        var changes = inspector.Compare(bot, action.Attempt, rendered, secrets);
        if (ChangeClassifier.Highest(changes) > action.Class) return new ActionOutcome.LookAgain(TimeSpan.Zero, "more differs by now");
        // What the gateway would not start with must not stop it; what it takes while it runs, it checks by itself.
        if (changes.Count > 0 && action.Class > ChangeClass.Live)
        {
            context.ImageId = imageId;
            if (await checks.CheckAsync(context, rendered, secrets, cancellationToken) is { } refused) return refused;
        }

        if (changes.Count > 0)
        {
            Journal(bot.Id, action, changes);
            if ((files.KeepReplaced(bot, action.Attempt, rendered) ?? files.Write(bot, action.Attempt, rendered, secrets.Values) ?? workspace.Write(bot)) is { } notWritten) return notWritten;
        }

        if (action.Class > ChangeClass.Live)
        {
            Record(bot, action.Attempt, secrets);
            files.Settle(bot.Id, action.Attempt, rendered);
            return ActionOutcome.Done.Instance;
        }

        return await TakeAsync(action, bot, rendered, secrets, changes, cancellationToken);
    }

    private async Task<ActionOutcome> TakeAsync(
        BotAction.WriteFiles action, DesiredBot bot, RenderedBot rendered, BotSecrets secrets, ValueList<FieldChange> changes, CancellationToken cancellationToken)
    {
        if (records.Get(bot.Id).Find(action.Attempt)?.Written is not { } written) return ActionOutcome.Done.Instance;
        if (written.Configuration)
        {
            var (sign, line) = await reload.ConfigurationAsync(action.ContainerId, written.At, cancellationToken);
            if (sign == ReloadSign.Refused) return Refuse(action, bot, rendered, secrets, line);
            if (sign != ReloadSign.Applied) return Escalate(bot.Id, action.Attempt, sign == ReloadSign.None ? "it says nothing about them" : line);
        }

        if (written.Secrets && rendered.Probes.ReloadSecrets is { } command
            && await reload.SecretsAsync(action.ContainerId, command, cancellationToken) is { } why)
            return Escalate(bot.Id, action.Attempt, why);

        Took(bot.Id, string.Join(", ", changes.Select(change => change.Path)));
        Record(bot, action.Attempt, secrets);
        records.UpdateAttempt(bot.Id, action.Attempt, attempt => attempt with { Written = null });
        files.Settle(bot.Id, action.Attempt, rendered);
        return ActionOutcome.Done.Instance;
    }

    /// <summary>What was under way before counts on: it is not known to be in force either.</summary>
    private void Journal(BotId bot, BotAction.WriteFiles action, ValueList<FieldChange> changes)
    {
        var configuration = changes.Any(change => change.Path.StartsWith(ContainerPaths.ConfigFileName, StringComparison.Ordinal));
        var secrets = changes.Any(change => !change.Path.StartsWith(ContainerPaths.ConfigFileName, StringComparison.Ordinal) && !change.Path.StartsWith(WorkspaceFiles.PathPrefix, StringComparison.Ordinal));
        records.UpdateAttempt(bot, action.Attempt, attempt => attempt with
        {
            Written = new WrittenFiles(
                (ChangeClass)Math.Max((int)action.Class, (int)(attempt.Written?.Class ?? ChangeClass.None)),
                configuration || attempt.Written is { Configuration: true },
                secrets || attempt.Written is { Secrets: true },
                time.GetUtcNow()),
        });
    }

    /// <summary>The record says from now on what the files hold.</summary>
    private void Record(DesiredBot bot, int number, BotSecrets secrets) => records.UpdateAttempt(bot.Id, number, attempt => attempt with
    {
        Fields = SpecFields.WithFilesOf(bot, attempt.Fields),
        SecretDigest = secrets.Digest,
        Accounts = [.. secrets.Accounts],
        Refused = null,
    });

    private ActionOutcome.LookAgain Escalate(BotId bot, int number, string why)
    {
        NeedsRestart(bot, why);
        records.UpdateAttempt(bot, number, attempt => attempt with { Written = attempt.Written is { } written ? written with { Class = ChangeClass.Restart } : null });
        return new(TimeSpan.Zero, $"the gateway did not take the files by itself: {why}");
    }

    private ActionOutcome.Failed Refuse(BotAction.WriteFiles action, DesiredBot bot, RenderedBot rendered, BotSecrets secrets, string line)
    {
        Refused(bot.Id, line);
        if (files.PutBackReplaced(bot, action.Attempt, rendered) is { } notPutBack) return notPutBack;
        records.UpdateAttempt(bot.Id, action.Attempt, attempt => attempt with
        {
            Written = null,
            Refused = new RefusedFiles(inspector.DigestOf(rendered, secrets), line),
        });
        return Failures.Failed("ReloadRefused", $"The gateway did not take the changed files, and goes on with those it had: {line}", isTerminal: true);
    }
}
