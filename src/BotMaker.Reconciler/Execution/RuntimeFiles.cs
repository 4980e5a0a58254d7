using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>What lies on the tmpfs: gone after a reboot, while the containers that mount it are still there; and left over where a bot went in another way.</summary>
public sealed partial class RuntimeFiles
{
    private readonly IContainerEngine _engine;
    private readonly DataDirectory _data;
    private readonly FileInspector _inspector;
    private readonly AttemptFiles _files;
    private readonly BotDirectories _directories;
    private readonly ILogger<RuntimeFiles> _logger;

    internal RuntimeFiles(IContainerEngine engine, DataDirectory data, FileInspector inspector, AttemptFiles files, BotDirectories directories, ILogger<RuntimeFiles> logger) =>
        (_engine, _data, _inspector, _files, _directories, _logger) = (engine, data, inspector, files, directories, logger);

    /// <summary>Does a container of this attempt look for a directory that is not there?</summary>
    public bool AreLost(BotId bot, int attempt) => !Directory.Exists(_data.AttemptSecrets(bot, attempt));

    /// <summary>Writes them again, so that the container can be started by whomever.</summary>
    /// <returns>False: it could not be done; the next start tries again and says why.</returns>
    public async Task<bool> RestoreAsync(DesiredBot bot, int attempt, string imageId, CancellationToken cancellationToken)
    {
        if (await _inspector.RenderAsync(bot, imageId, cancellationToken) is not { } rendered)
        {
            NotRestored(bot.Id, "its image is gone or holds a release that is not supported");
            return false;
        }

        if (_files.Restore(bot, attempt, rendered) is { } failed)
        {
            NotRestored(bot.Id, failed.Failure.Message);
            return false;
        }

        Restored(bot.Id);
        return true;
    }

    /// <summary>Removes the secrets of bots that nobody knows: no manifest, no record, and no container of any reconciler.</summary>
    public async Task SweepAsync(IReadOnlySet<BotId> known, CancellationToken cancellationToken)
    {
        List<BotId> unknown = [];
        foreach (var path in Directory.EnumerateDirectories(_data.RuntimeSecrets))
        {
            if (BotId.TryParse(Path.GetFileName(path), out var id) && !known.Contains(id)) unknown.Add(id);
        }

        if (unknown.Count == 0) return;
        var lines = await _engine.Containers.ListAsync(new ContainerListQuery { Labels = [Labels.BotId] }, cancellationToken);
        var mounted = lines.Select(line => line.Labels?.GetValueOrDefault(Labels.BotId)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var id in unknown.Where(id => !mounted.Contains(id.Value)))
        {
            _directories.ForgetSecrets(id);
            Swept(id);
        }
    }
}
