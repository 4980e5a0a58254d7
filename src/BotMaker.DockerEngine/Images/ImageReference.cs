using System.Buffers;

namespace BotMaker.DockerEngine.Images;

/// <summary>An image reference, split as the engine splits it: <c>[host[:port]/]path[:tag][@algorithm:digest]</c>.</summary>
/// <param name="Name">Without tag and digest, as it was written.</param>
/// <param name="Tag">Null when there is none.</param>
/// <param name="Digest">For example <c>sha256:…</c>; null when there is none.</param>
public sealed record ImageReference(string Name, string? Tag, string? Digest)
{
    public const string DockerHub = "docker.io";

    private const string LatestTag = "latest";

    private static readonly SearchValues<char> Foreign = SearchValues.Create(" \t\r\n?#");

    /// <summary>The registry's host, with its port; <see cref="DockerHub"/> where the name has none.</summary>
    public string Registry
    {
        get
        {
            var slash = Name.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0)
                return DockerHub;
            var first = Name[..slash];
            return first.AsSpan().ContainsAny('.', ':') || first is "localhost" ? first : DockerHub;
        }
    }

    /// <summary>What to ask a registry for: the digest, else the tag, else <c>latest</c>. Never nothing, which would mean all tags.</summary>
    public string TagOrDigest => Digest ?? Tag ?? LatestTag;

    /// <exception cref="FormatException">It is no reference, or an image id.</exception>
    public static ImageReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text;
        string? digest = null;
        string? tag = null;
        if (rest.IndexOf('@', StringComparison.Ordinal) is var at and >= 0)
            (rest, digest) = (rest[..at], rest[(at + 1)..]);
        if (rest.LastIndexOf(':') is var colon and >= 0 && colon > rest.LastIndexOf('/'))
            (rest, tag) = (rest[..colon], rest[(colon + 1)..]);
        if (rest is "sha256" && digest is null)
            throw new FormatException($"'{text}' is an image id, and a registry knows names only.");
        return rest.Length == 0 || tag?.Length == 0 || digest?.Contains(':', StringComparison.Ordinal) == false || rest.AsSpan().ContainsAny(Foreign)
            ? throw new FormatException($"'{text}' is not an image reference; expected name[:tag][@digest].")
            : new ImageReference(rest, tag, digest);
    }

    public override string ToString() => $"{Name}{(Tag is null ? "" : ":" + Tag)}{(Digest is null ? "" : "@" + Digest)}";
}
