using System.Runtime.CompilerServices;
using System.Text.Json;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Images;

internal sealed class ImageClient(EngineHttp http) : IImageOperations
{
    public Task<ImageInspection> InspectAsync(string reference, CancellationToken cancellationToken = default) => http.ReadAsync(
        new EngineRequest(EngineOperation.ImageInspect, http.Timeouts.Query) { Target = reference },
        EngineAnswerJson.Default.ImageInspection,
        cancellationToken);

    public async Task<IReadOnlyList<ImageSummary>> ListAsync(ImageListQuery query, CancellationToken cancellationToken = default)
    {
        var request = new EngineRequest(EngineOperation.ImageList, http.Timeouts.Query)
        {
            Query = QueryText.Empty.AddFilters(
                ("label", query.Labels),
                ("dangling", query.Dangling is { } dangling ? [dangling ? "true" : "false"] : [])),
        };
        return await http.ReadAsync(request, EngineAnswerJson.Default.ListImageSummary, cancellationToken);
    }

    public async IAsyncEnumerable<PullProgress> PullAsync(
        string reference,
        RegistryCredentials? credentials,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = PullRequest(reference, credentials);
        using var pull = await PullStream.OpenAsync(http, request, reference, cancellationToken);
        while (await pull.NextAsync() is { } progress)
            yield return progress;
    }

    public Task TagAsync(string source, string repository, string tag, CancellationToken cancellationToken = default) => http.DoAsync(
        new EngineRequest(EngineOperation.ImageTag, http.Timeouts.Query)
        {
            Target = source,
            Query = QueryText.Empty.Add("repo", repository).Add("tag", tag),
        },
        cancellationToken);

    public Task RemoveAsync(string reference, bool force, CancellationToken cancellationToken = default) => http.DoAsync(
        new EngineRequest(EngineOperation.ImageRemove, http.Timeouts.Remove) { Target = reference, Query = QueryText.Empty.Flag("force", force) },
        cancellationToken);

    private EngineRequest PullRequest(string reference, RegistryCredentials? credentials)
    {
        ImageReference image;
        try
        {
            image = ImageReference.Parse(reference);
        }
        catch (FormatException exception)
        {
            throw new DockerEngineException(EngineErrorKind.Invalid, EngineOperation.ImagePull.Words, exception.Message, statusCode: null, exception);
        }

        return new EngineRequest(EngineOperation.ImagePull, http.Timeouts.PullIdle)
        {
            Query = QueryText.Empty.Add("fromImage", image.Name).Add("tag", image.TagOrDigest),
            RegistryAuth = credentials is null ? null : Encode(credentials),
        };
    }

    // URL alphabet with padding: anything else is silently taken for an anonymous pull.
    private static string Encode(RegistryCredentials credentials)
    {
        var body = new RegistryAuthBody
        {
            Username = credentials.Username,
            Password = credentials.Password,
            IdentityToken = credentials.IdentityToken,
            ServerAddress = credentials.ServerAddress,
        };
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(body, EngineRequestJson.Default.RegistryAuthBody)).Replace('+', '-').Replace('/', '_');
    }
}
