namespace BotMaker.DockerEngine.Images;

public interface IImageOperations
{
    /// <param name="reference">A reference (without a tag: latest) or an image id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImageInspection> InspectAsync(string reference, CancellationToken cancellationToken = default);

    Task<IReadOnlyList<ImageSummary>> ListAsync(ImageListQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pulls with progress. Throws when the engine refuses and also when the 200 stream carries an error or ends early
    /// (kind <see cref="Errors.EngineErrorKind.PullFailed"/>). Ending the enumeration early cancels the pull. Bounded by idle time, not in all.
    /// </summary>
    IAsyncEnumerable<PullProgress> PullAsync(string reference, RegistryCredentials? credentials, CancellationToken cancellationToken = default);

    Task TagAsync(string source, string repository, string tag, CancellationToken cancellationToken = default);

    Task RemoveAsync(string reference, bool force, CancellationToken cancellationToken = default);
}
