namespace BotMaker.DockerEngine.Volumes;

public interface IVolumeOperations
{
    /// <param name="labels"><c>key</c> or <c>key=value</c>; all must match. Empty: all volumes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<VolumeSummary>> ListAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken = default);

    /// <summary>A volume in use is a conflict even with force.</summary>
    Task RemoveAsync(string name, bool force, CancellationToken cancellationToken = default);
}
