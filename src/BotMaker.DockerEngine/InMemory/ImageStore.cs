using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using BotMaker.DockerEngine.Images;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Local images and what the registry would answer. Callers hold the engine's lock.</summary>
internal sealed class ImageStore(EngineWorld world)
{
    private readonly Dictionary<string, Image> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _idByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedPull> _registry = new(StringComparer.Ordinal);

    public void SetPull(string reference, SimulatedPull pull) => _registry[ImageReference.Parse(reference).Name] = pull;

    public SimulatedPull PullOf(ImageReference reference) =>
        _registry.GetValueOrDefault(reference.Name) ?? world.Options.AnyPull ?? SimulatedPull.ManifestUnknown(reference.Name);

    /// <summary>Adds an image, or moves the name to it: another content is another id, and the former one stays without the name.</summary>
    /// <returns>Its id, and whether the name already pointed to it.</returns>
    public (string Id, bool UpToDate) Add(ImageReference reference, ImageConfig config, long size, string content, bool pulled)
    {
        // The content decides the id; a digest reference names its content.
        string hash = Hash($"{reference.Repository}\n{reference.Digest ?? reference.Tag}\n{content}");
        string id = "sha256:" + hash;
        bool upToDate = _idByName.TryGetValue(reference.Name, out string? present) && string.Equals(present, id, StringComparison.Ordinal);
        if (!_byId.TryGetValue(id, out Image? image))
            _byId[id] = image = new Image(id, config, size, world.Now.ToUnixTimeSeconds());
        if (pulled) image.Digests.Add($"{reference.Repository}@{reference.Digest ?? "sha256:" + Hash(id)}");
        Name(reference, image);
        return (id, upToDate);
    }

    public bool TryFind(string reference, [NotNullWhen(true)] out Image? image)
    {
        if (_byId.TryGetValue(reference, out image) || _byId.TryGetValue("sha256:" + reference, out image)) return true;
        if (_idByName.TryGetValue(ImageReference.Parse(reference).Name, out string? id) && _byId.TryGetValue(id, out image)) return true;
        ImageReference parsed = ImageReference.Parse(reference);
        image = parsed.Digest is null ? null : _byId.Values.FirstOrDefault(candidate => candidate.Digests.Contains(parsed.Name));
        return image is not null;
    }

    public Image Find(string reference) =>
        TryFind(reference, out Image? image) ? image : throw EngineRefusalException.NotFound($"No such image: {ImageReference.Parse(reference).Name}");

    public IReadOnlyList<ImageSummary> List(ImageListQuery query) =>
    [
        .. _byId.Values
            .Where(image => LabelFilter.MatchesAll(query.Labels, image.Config.Labels) && (query.Dangling is null || query.Dangling == (image.Tags.Count == 0)))
            .Select(image => image.Summarize()),
    ];

    public long TotalSize => _byId.Values.Sum(image => image.Size);

    public void Tag(string source, string repository, string tag)
    {
        Image image = Find(source);
        Name(ImageReference.Parse($"{repository}:{tag}"), image);
        world.Events.Publish("image", "tag", image.Id, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = $"{repository}:{tag}" });
    }

    /// <summary>Removes one name, and the image with its last name.</summary>
    public void Remove(string reference, bool force)
    {
        Image image = Find(reference);
        bool byId = _byId.ContainsKey(reference) || _byId.ContainsKey("sha256:" + reference);
        ContainerRecord? user = world.Containers.All.FirstOrDefault(container => string.Equals(container.ImageId, image.Id, StringComparison.Ordinal));
        if (byId && image.Tags.Count > 1 && !force)
            throw EngineRefusalException.Conflict($"conflict: unable to delete {Short(image.Id)} (must be forced) - image is referenced in multiple repositories");
        if (user is { IsRunning: true } && (byId || !force))
            throw EngineRefusalException.Conflict(InUse(reference, image, user, byId));
        if (user is not null && !force)
            throw EngineRefusalException.Conflict(InUse(reference, image, user, byId));

        foreach (string name in byId ? [.. image.Tags] : (string[])[ImageReference.Parse(reference).Name])
        {
            image.Tags.Remove(name);
            _idByName.Remove(name);
            world.Events.Publish("image", "untag", image.Id, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name });
        }

        if (image.Tags.Count > 0 || user is not null) return;
        _byId.Remove(image.Id);
        foreach (string digest in image.Digests) _idByName.Remove(digest);
        world.Events.Publish("image", "delete", image.Id, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = image.Id });
    }

    /// <summary>What a list shows for a container: its reference, or the image's id once the name has moved on.</summary>
    public string NameFor(ContainerRecord container)
    {
        string reference = container.Config.Image ?? "";
        return TryFind(reference, out Image? image) && string.Equals(image.Id, container.ImageId, StringComparison.Ordinal) ? reference : container.ImageId;
    }

    private void Name(ImageReference reference, Image image)
    {
        if (_idByName.TryGetValue(reference.Name, out string? former) && _byId.TryGetValue(former, out Image? loser)) loser.Tags.Remove(reference.Name);
        _idByName[reference.Name] = image.Id;
        if (reference.Digest is null) image.Tags.Add(reference.Name);
    }

    private static string InUse(string reference, Image image, ContainerRecord user, bool byId) => byId
        ? user.IsRunning
            ? $"conflict: unable to delete {Short(image.Id)} (cannot be forced) - image is being used by running container {user.Id[..12]}"
            : $"conflict: unable to delete {Short(image.Id)} (must be forced) - image is being used by stopped container {user.Id[..12]}"
        : $"conflict: unable to remove repository reference \"{reference}\" (must force) - container {user.Id[..12]} is using its referenced image {Short(image.Id)}";

    private static string Short(string id) => id["sha256:".Length..][..12];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    internal sealed record Image(string Id, ImageConfig Config, long Size, long Created)
    {
        public SortedSet<string> Tags { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Digests { get; } = new(StringComparer.Ordinal);

        public ImageInspection Inspect() =>
            new() { Id = Id, RepoTags = [.. Tags], RepoDigests = [.. Digests], Architecture = "amd64", Size = Size, Config = Config };

        public ImageSummary Summarize() =>
            new() { Id = Id, RepoTags = [.. Tags], RepoDigests = [.. Digests], Labels = Config.Labels, Created = Created, Size = Size };
    }
}
