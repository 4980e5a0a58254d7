using System.Text;
using BotMaker.OpenClaw.Configuration;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>Writes what an attempt's container mounts. What holds secret values is written below the runtime directory, a tmpfs, and nowhere else.</summary>
internal sealed class AttemptFiles(DataDirectory data, BotDirectories directories, SecretValues secrets)
{
    private static readonly TimeSpan SecretWait = TimeSpan.FromSeconds(15);

    /// <summary>Host path by purpose of the mount.</summary>
    public IReadOnlyDictionary<MountPurpose, string> Sources(DesiredBot bot, int attempt, RenderedBot rendered) => new Dictionary<MountPurpose, string>
    {
        [MountPurpose.State] = data.Home(bot.Id),
        [MountPurpose.Configuration] = rendered.Files.Any(file => file.HoldsSecrets) ? data.AttemptSecrets(bot.Id, attempt) : data.Attempt(bot.Id, attempt),
        [MountPurpose.Secrets] = data.AttemptSecrets(bot.Id, attempt),
    };

    /// <summary>The values that the files need, or why the bot must not be made of them.</summary>
    public (BotSecrets? Secrets, ActionOutcome.Failed? Problem) Resolve(DesiredBot bot, RenderedBot rendered)
    {
        var found = secrets.For(bot, rendered.Secrets);
        return found.Problems is [var first, ..]
            ? (null, Failures.Failed(first.Reason, found.ToString(), condition: ConditionType.SecretsReady, atLeast: SecretWait))
            : (found, null);
    }

    /// <summary>Makes the attempt's files, or makes them again: after a reboot the tmpfs is empty.</summary>
    /// <returns>Null: they are there.</returns>
    public ActionOutcome? Write(DesiredBot bot, int attempt, RenderedBot rendered)
    {
        var (found, problem) = Resolve(bot, rendered);
        return found is null ? problem : Write(bot, attempt, rendered, found.Values);
    }

    /// <summary>Makes them of values that were resolved before.</summary>
    public ActionOutcome? Write(DesiredBot bot, int attempt, RenderedBot rendered, IReadOnlyDictionary<string, string> values)
    {
        var plain = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        var secret = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var wanted in rendered.Secrets.Where(wanted => wanted.Delivery == SecretDelivery.File))
            secret[wanted.Id] = Encoding.UTF8.GetBytes(values[wanted.Id]);
        foreach (var file in rendered.Files)
        {
            if (file.HoldsSecrets)
                secret[file.Name] = Encoding.UTF8.GetBytes(SecretPlaceholders.Inline(file.Content, values));
            else
                plain[file.Name] = Encoding.UTF8.GetBytes(file.Content);
        }

        return Guarded(bot.Id, () =>
        {
            directories.Prepare(bot, attempt, plain, secret);
            AtomicFile.Write(data.RenderedConfiguration(bot.Id, attempt), Encoding.UTF8.GetBytes(rendered.Files.Single().Content));
        });
    }

    /// <summary>
    /// Writes again what was lost with the runtime directory, for a container that was made before. A configuration that is kept without its secret values
    /// gets them back, also where the manifest has moved on since.
    /// </summary>
    public ActionOutcome.Failed? Restore(DesiredBot bot, int attempt, RenderedBot rendered)
    {
        var (found, problem) = Resolve(bot, rendered);
        if (found is null) return problem;
        return Guarded(bot.Id, () =>
        {
            var kept = data.RenderedConfiguration(bot.Id, attempt);
            var secret = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var wanted in rendered.Secrets.Where(wanted => wanted.Delivery == SecretDelivery.File)) secret[wanted.Id] = Encoding.UTF8.GetBytes(found.Values[wanted.Id]);
            foreach (var file in rendered.Files.Where(file => file.HoldsSecrets))
                secret[file.Name] = Encoding.UTF8.GetBytes(SecretPlaceholders.Inline(File.Exists(kept) ? File.ReadAllText(kept) : file.Content, found.Values));
            directories.Prepare(bot, attempt, new Dictionary<string, byte[]>(StringComparer.Ordinal), secret);
        });
    }

    /// <summary>Null: nobody but the bot could have read or planted what its container is about to mount.</summary>
    public ActionOutcome.Failed? Check(DesiredBot bot, int attempt) =>
        MountCheck.Problem(data, bot.Id, attempt, directories.UidOf(bot), writesConfiguration: bot.Spec.ConfigDrift != ConfigDrift.Enforce) is { } problem
            ? Failures.Failed("SecretFilesUnsafe", $"The bot is not started, since its files are not as we left them: {problem}.", condition: ConditionType.SecretsReady, atLeast: SecretWait)
            : null;

    /// <summary>What the attempt's container mounts now.</summary>
    public MountedFiles Read(DesiredBot bot, int attempt, RenderedBot rendered) => MountedFiles.Read(data, bot.Id, attempt, rendered, bot.Spec.ConfigDrift);

    /// <summary>Keeps the mounted configuration, once, until the change that replaces it is in force.</summary>
    public ActionOutcome.Failed? KeepReplaced(DesiredBot bot, int attempt, RenderedBot rendered) => Guarded(bot.Id, () =>
    {
        var mounted = Mounted(bot, attempt, rendered);
        var kept = data.ReplacedConfiguration(bot.Id, attempt);
        DataDirectory.MakePrivate(Path.GetDirectoryName(kept)!);
        if (File.Exists(mounted) && !File.Exists(kept)) AtomicFile.Write(kept, File.ReadAllBytes(mounted));
    });

    /// <summary>Puts back the configuration that a change replaced; the gateway goes on with it anyway, and must find it at its next start.</summary>
    public ActionOutcome.Failed? PutBackReplaced(DesiredBot bot, int attempt, RenderedBot rendered) => Guarded(bot.Id, () =>
    {
        var kept = data.ReplacedConfiguration(bot.Id, attempt);
        if (!File.Exists(kept)) return;
        AtomicFile.Write(Mounted(bot, attempt, rendered), File.ReadAllBytes(kept), owner: directories.UidOf(bot));
        File.Delete(kept);
    });

    /// <summary>The attempt's files are in force: what they replaced goes, and so do values that nothing refers to any more.</summary>
    public void Settle(BotId bot, int attempt, RenderedBot rendered)
    {
        var wanted = rendered.Secrets.Where(secret => secret.Delivery == SecretDelivery.File).Select(secret => secret.Id)
            .Concat(rendered.Files.Where(file => file.HoldsSecrets).Select(file => file.Name));
        directories.ForgetReplaced(bot, attempt, wanted.ToHashSet(StringComparer.Ordinal));
    }

    private static ActionOutcome.Failed? Guarded(BotId bot, Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (KeyNotFoundException exception)
        {
            return Failures.Failed("SecretsMissing", exception.Message, condition: ConditionType.SecretsReady, atLeast: SecretWait);
        }
        catch (UidRangeExhaustedException exception)
        {
            return Failures.Failed("UidRangeExhausted", exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DataDirectoryException)
        {
            return Failures.Failed("FilesNotWritten", $"The files of bot {bot} could not be written, so nothing was changed: {exception.Message}");
        }
    }

    private string Mounted(DesiredBot bot, int attempt, RenderedBot rendered) =>
        Path.Combine(Sources(bot, attempt, rendered)[MountPurpose.Configuration], ContainerPaths.ConfigFileName);
}
