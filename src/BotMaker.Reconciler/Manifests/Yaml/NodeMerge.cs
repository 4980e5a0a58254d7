namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>Defaults under a manifest: maps merge, everything else replaces. Each node keeps the place that it came from.</summary>
internal static class NodeMerge
{
    public static ManifestNode Over(ManifestNode lower, ManifestNode upper) => Over(lower, upper, "");

    private static ManifestNode Over(ManifestNode lower, ManifestNode upper, string path)
    {
        if (lower is not ManifestNode.Map below || upper is not ManifestNode.Map above || IsOneValue(path) || IsReference(below) || IsReference(above)) return upper;
        List<MapEntry> entries = [];
        foreach (var entry in above.Entries)
        {
            entries.Add(below.Find(entry.Key) is { } inherited ? entry with { Value = Over(inherited.Value, entry.Value, $"{path}/{entry.Key}") } : entry);
        }

        entries.AddRange(below.Entries.Where(entry => above.Find(entry.Key) is null));
        return new ManifestNode.Map(above.Mark, entries);
    }

    /// <summary>The two sources of a workspace file exclude each other, so its map is replaced as a whole.</summary>
    private static bool IsOneValue(string path) => path.StartsWith("/workspace/files/", StringComparison.Ordinal);

    /// <summary>A name from here and a key from there would be a reference that nobody wrote.</summary>
    private static bool IsReference(ManifestNode.Map map) => map.Entries is [{ Key: "secretRef" }];
}
