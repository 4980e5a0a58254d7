namespace BotMaker.Reconciler.Storage;

/// <summary>Which OpenClaw release an image was found to hold when its program was asked, by image id. An image's content never changes, so neither does the answer.</summary>
internal sealed class ImageReleaseStore(DataDirectory data, TimeProvider time)
{
    private const int Most = 200;

    private readonly Lock _lock = new();
    private Dictionary<string, string>? _releases;

    public string? Find(string imageId)
    {
        lock (_lock) return Known().GetValueOrDefault(imageId);
    }

    public void Put(string imageId, string release)
    {
        lock (_lock)
        {
            var known = Known();
            // Losing an answer costs one more run of a container.
            if (known.Count >= Most) known.Clear();
            known[imageId] = release;
            StateFile.Write(data.ImageReleases, known, StorageJson.Default.DictionaryStringString);
        }
    }

    private Dictionary<string, string> Known() =>
        _releases ??= StateFile.Read(bot: null, data.ImageReleases, StorageJson.Default.DictionaryStringString, time.GetUtcNow()).Content ?? new(StringComparer.Ordinal);
}
