namespace BotMaker.DockerEngine.Images;

public sealed record ImageInspection
{
    public required string Id { get; init; }

    public IReadOnlyList<string>? RepoTags { get; init; }

    /// <summary><c>name@sha256:…</c>; empty until pushed or pulled.</summary>
    public IReadOnlyList<string>? RepoDigests { get; init; }

    public string? Architecture { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public ImageConfig? Config { get; init; }
}
