using BotMaker.DockerEngine.Images;

namespace BotMaker.Reconciler.Execution;

/// <summary>Image calls. A pull is a stream: whoever reads it puts the whole of it into the pull pipeline.</summary>
internal sealed class GuardedImages(IImageOperations inner, EnginePipelines pipelines) : IImageOperations
{
    public Task<ImageInspection> InspectAsync(string reference, CancellationToken cancellationToken = default) =>
        pipelines.ReadAsync("image inspect", token => inner.InspectAsync(reference, token), cancellationToken);

    public Task<IReadOnlyList<ImageSummary>> ListAsync(ImageListQuery query, CancellationToken cancellationToken = default) =>
        pipelines.ReadAsync("image list", token => inner.ListAsync(query, token), cancellationToken);

    public IAsyncEnumerable<PullProgress> PullAsync(string reference, RegistryCredentials? credentials, CancellationToken cancellationToken = default) =>
        inner.PullAsync(reference, credentials, cancellationToken);

    public Task TagAsync(string source, string repository, string tag, CancellationToken cancellationToken = default) =>
        inner.TagAsync(source, repository, tag, cancellationToken);

    public Task RemoveAsync(string reference, bool force, CancellationToken cancellationToken = default) =>
        inner.RemoveAsync(reference, force, cancellationToken);
}
