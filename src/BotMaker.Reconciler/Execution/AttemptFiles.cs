using System.Text;
using BotMaker.OpenClaw.Configuration;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;
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
        var found = secrets.For(bot.Id, rendered.Secrets);
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
        var plain = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var secret = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in rendered.Files)
        {
            if (file.HoldsSecrets)
                secret[file.Name] = Encoding.UTF8.GetBytes(SecretPlaceholders.Inline(file.Content, values));
            else
                plain[file.Name] = Encoding.UTF8.GetBytes(file.Content);
        }

        foreach (var wanted in rendered.Secrets.Where(wanted => wanted.Delivery == SecretDelivery.File))
            secret[wanted.Id] = Encoding.UTF8.GetBytes(values[wanted.Id]);

        try
        {
            directories.Prepare(bot, attempt, plain, secret);
            return null;
        }
        catch (UidRangeExhaustedException exception)
        {
            return Failures.Failed("UidRangeExhausted", exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failures.Failed("FilesNotWritten", $"The files of bot {bot.Id} could not be written: {exception.Message}");
        }
    }
}
