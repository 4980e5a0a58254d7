namespace BotMaker.DockerEngine.InMemory;

/// <summary>A reference in the engine's short form: no docker.io, no library, and latest where no tag is given.</summary>
internal readonly record struct ImageReference(string Repository, string? Tag, string? Digest)
{
    public string Name => Digest is null ? $"{Repository}:{Tag}" : $"{Repository}@{Digest}";

    public static ImageReference Parse(string text)
    {
        if (text.Length == 0 || text.Any(char.IsWhiteSpace)) throw EngineRefusalException.Invalid($"invalid reference format: {text}");
        string rest = text;
        foreach (string prefix in (ReadOnlySpan<string>)["docker.io/", "library/"])
        {
            if (rest.StartsWith(prefix, StringComparison.Ordinal)) rest = rest[prefix.Length..];
        }

        string? digest = null;
        int at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0) (rest, digest) = (rest[..at], rest[(at + 1)..]);
        // A colon before the last slash belongs to the registry's port.
        int colon = rest.LastIndexOf(':');
        bool tagged = colon > rest.LastIndexOf('/');
        string repository = tagged ? rest[..colon] : rest;
        if (!string.Equals(repository, repository.ToLowerInvariant(), StringComparison.Ordinal))
            throw EngineRefusalException.Invalid("invalid reference format: repository name must be lowercase");
        return new ImageReference(repository, digest is not null ? null : tagged ? rest[(colon + 1)..] : "latest", digest);
    }
}
