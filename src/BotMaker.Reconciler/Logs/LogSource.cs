using System.Globalization;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Logs;

/// <summary>A container whose output can be read.</summary>
/// <param name="Id">Of the container.</param>
/// <param name="Name">Without the slash.</param>
/// <param name="HasTerminal">Its output is one stream without frames.</param>
/// <param name="IsRunning">More may come.</param>
/// <param name="StartedAt">As the engine writes it: another one is another run.</param>
/// <param name="ExitCode">Of a run that has ended.</param>
internal sealed record LogSource(string Id, string Name, bool HasTerminal, bool IsRunning, string? StartedAt, long ExitCode)
{
    /// <summary>For people, of one that does not run.</summary>
    public string EndedText => string.Create(CultureInfo.InvariantCulture, $"{Name} has ended with exit code {ExitCode}. What comes next follows when it runs again.");

    /// <summary>The container of a bot that speaks: the one that runs, else the last one. Null: it has none.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="instance">Whose containers.</param>
    /// <param name="id">The bot.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public static async Task<LogSource?> FindAsync(IContainerEngine engine, string instance, BotId id, CancellationToken cancellationToken)
    {
        var all = await engine.Containers.ListAsync(
            new ContainerListQuery { All = true, Labels = [$"{Labels.BotId}={id}", $"{Labels.Reconciler}={instance}"] }, cancellationToken);
        var candidates = all.Where(line => line.Labels?.ContainsKey(Labels.Purpose) is not true)
            .OrderByDescending(line => line.State is "running" or "paused" or "restarting")
            .ThenBy(line => line.State is "created")
            .ThenByDescending(AttemptOf);
        foreach (var line in candidates)
        {
            try
            {
                return Of(await engine.Containers.InspectAsync(line.Id, cancellationToken));
            }
            catch (DockerEngineException exception) when (exception.Kind == EngineErrorKind.NotFound)
            {
                // Removed between the list and now.
            }
        }

        return null;
    }

    public static LogSource Of(ContainerInspection container) => new(
        container.Id,
        container.Name.TrimStart('/'),
        container.Config?.Tty is true,
        container.State?.Pid is > 0,
        container.State?.StartedAt,
        container.State?.ExitCode ?? 0);

    private static int AttemptOf(ContainerSummary line) =>
        int.TryParse(line.Labels?.GetValueOrDefault(Labels.Attempt), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : 0;
}
