using BotMaker.DockerEngine.Volumes;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Named and anonymous volumes. Callers hold the engine's lock.</summary>
internal sealed class VolumeTable
{
    private readonly Dictionary<string, Volume> _volumes = new(StringComparer.Ordinal);

    public IReadOnlyList<VolumeSummary> List(IReadOnlyList<string> labels) =>
        [.. _volumes.Values.Select(volume => volume.Summary).Where(summary => LabelFilter.MatchesAll(labels, summary.Labels))];

    /// <summary>Idempotent by name: an existing volume stays as it is.</summary>
    public string Create(string name, bool anonymous = false, IReadOnlyDictionary<string, string>? labels = null)
    {
        string mountpoint = $"/var/lib/docker/volumes/{name}/_data";
        _volumes.TryAdd(name, new Volume(new VolumeSummary { Name = name, Driver = "local", Mountpoint = mountpoint, Labels = labels }, anonymous, []));
        return mountpoint;
    }

    public void Use(string name, string containerId) => _volumes[name].Users.Add(containerId);

    /// <summary>A removed container's volumes: named ones outlive it always, anonymous ones on wish.</summary>
    public void Leave(ContainerRecord container, bool removeAnonymous)
    {
        foreach (string name in container.Mounts.Where(mount => mount.Type is "volume").Select(mount => mount.Name!))
        {
            if (!_volumes.TryGetValue(name, out Volume? volume)) continue;
            volume.Users.Remove(container.Id);
            if (removeAnonymous && volume.Anonymous && volume.Users.Count == 0) _volumes.Remove(name);
        }
    }

    public void Remove(string name, bool force)
    {
        if (!_volumes.TryGetValue(name, out Volume? volume))
        {
            if (!force) throw EngineRefusalException.NotFound($"get {name}: no such volume");
            return;
        }

        if (volume.Users.Count > 0) throw EngineRefusalException.Conflict($"remove {name}: volume is in use - [{string.Join(", ", volume.Users)}]");
        _volumes.Remove(name);
    }

    private sealed record Volume(VolumeSummary Summary, bool Anonymous, SortedSet<string> Users);
}
