using BotMaker.OpenClaw.Configuration;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>Reads what an attempt's container mounts, as far as it was rendered by us. A class and not a record, so that no generated text prints a value.</summary>
internal sealed class MountedFiles
{
    private MountedFiles(string? configuration, IReadOnlyDictionary<string, string> secrets, bool directoriesAreThere)
    {
        Configuration = configuration;
        Secrets = secrets;
        DirectoriesAreThere = directoriesAreThere;
    }

    /// <summary>The configuration without secret values; null where it is not there, or not what we wrote but for its values.</summary>
    public string? Configuration { get; }

    /// <summary>Values by the secret's id.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; }

    /// <summary>False: a container that runs looks into directories that are no longer there, and sees new ones only after a start.</summary>
    public bool DirectoriesAreThere { get; }

    /// <param name="data">Where.</param>
    /// <param name="bot">Whose.</param>
    /// <param name="attempt">Which.</param>
    /// <param name="rendered">What is wanted: it says how the release gets its secrets.</param>
    /// <param name="drift">Where the bot may write its configuration, the copy that we kept tells what we wrote.</param>
    public static MountedFiles Read(DataDirectory data, BotId bot, int attempt, RenderedBot rendered, ConfigDrift drift)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var isInline = rendered.Files.Any(file => file.HoldsSecrets);
        var directory = isInline ? data.AttemptSecrets(bot, attempt) : data.Attempt(bot, attempt);
        var kept = Text(data.RenderedConfiguration(bot, attempt));
        var mounted = Text(Path.Combine(directory, ContainerPaths.ConfigFileName));
        var configuration = drift != ConfigDrift.Enforce ? kept : mounted;
        if (isInline)
        {
            var inlined = kept is null || mounted is null ? null : SecretPlaceholders.Extract(kept, mounted);
            foreach (var (id, value) in inlined ?? values) values[id] = value;
            configuration = inlined is null && drift == ConfigDrift.Enforce ? null : kept;
        }

        foreach (var secret in rendered.Secrets)
        {
            if (secret.Delivery == SecretDelivery.File && Text(Path.Combine(data.AttemptSecrets(bot, attempt), secret.Id)) is { } value) values[secret.Id] = value;
        }

        return new(configuration, values, Directory.Exists(directory) && Directory.Exists(data.AttemptSecrets(bot, attempt)));
    }

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
