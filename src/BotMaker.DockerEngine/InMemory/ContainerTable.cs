using System.Diagnostics.CodeAnalysis;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Containers by id, by name and by label. Callers hold the engine's lock.</summary>
internal sealed class ContainerTable
{
    private const int FullIdLength = 64;

    private readonly Dictionary<string, ContainerRecord> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _idByName = new(StringComparer.Ordinal);

    // Keys are both "key" and "key=value", as filters are.
    private readonly Dictionary<string, HashSet<ContainerRecord>> _byLabel = new(StringComparer.Ordinal);
    private long _sequence;

    public IReadOnlyCollection<ContainerRecord> All => _byId.Values;

    /// <summary>Takes a name for an id before the container exists, so that of two creates exactly one wins.</summary>
    public void ReserveName(string name, string id)
    {
        if (_idByName.TryGetValue(name, out string? holder) && !string.Equals(holder, id, StringComparison.Ordinal))
        {
            throw EngineRefusalException.Conflict(
                $"Conflict. The container name \"/{name}\" is already in use by container \"{holder}\". You have to remove (or rename) that container to be able to reuse that name.");
        }

        _idByName[name] = id;
    }

    public void ReleaseName(string name) => _idByName.Remove(name);

    public void Add(ContainerRecord record)
    {
        record.Sequence = ++_sequence;
        _byId.Add(record.Id, record);
        foreach ((string key, string value) in record.Labels)
        {
            IndexOf(key).Add(record);
            IndexOf($"{key}={value}").Add(record);
        }
    }

    public void Remove(ContainerRecord record)
    {
        _byId.Remove(record.Id);
        _idByName.Remove(record.Name);
        foreach ((string key, string value) in record.Labels)
        {
            Unindex(key, record);
            Unindex($"{key}={value}", record);
        }
    }

    /// <summary>An exact id, else a name, else a prefix of exactly one id.</summary>
    public bool TryResolve(string reference, [NotNullWhen(true)] out ContainerRecord? record)
    {
        if (_byId.TryGetValue(reference, out record)) return true;
        if (_idByName.TryGetValue(reference.TrimStart('/'), out string? id) && _byId.TryGetValue(id, out record)) return true;
        if (reference.Length is 0 or >= FullIdLength) return false;
        foreach (ContainerRecord candidate in _byId.Values)
        {
            if (!candidate.Id.StartsWith(reference, StringComparison.Ordinal)) continue;
            if (record is not null) throw EngineRefusalException.Invalid($"Multiple IDs found with provided prefix: {reference}");
            record = candidate;
        }

        return record is not null;
    }

    public ContainerRecord Resolve(string reference) =>
        TryResolve(reference, out ContainerRecord? record) ? record : throw EngineRefusalException.NotFound($"No such container: {reference}");

    /// <summary>Those with all labels, newest first. Costs what the rarest label matches, not what there is.</summary>
    public List<ContainerRecord> WithLabels(IReadOnlyList<string> labels)
    {
        IReadOnlyCollection<ContainerRecord> candidates = _byId.Values;
        foreach (string label in labels)
        {
            if (!_byLabel.TryGetValue(label, out HashSet<ContainerRecord>? matching)) return [];
            if (matching.Count < candidates.Count) candidates = matching;
        }

        List<ContainerRecord> found = [.. candidates.Where(candidate => LabelFilter.MatchesAll(labels, candidate.Labels))];
        found.Sort(static (left, right) => right.Sequence.CompareTo(left.Sequence));
        return found;
    }

    private HashSet<ContainerRecord> IndexOf(string label) =>
        _byLabel.TryGetValue(label, out HashSet<ContainerRecord>? records) ? records : _byLabel[label] = [];

    private void Unindex(string label, ContainerRecord record)
    {
        if (!_byLabel.TryGetValue(label, out HashSet<ContainerRecord>? records)) return;
        records.Remove(record);
        if (records.Count == 0) _byLabel.Remove(label);
    }
}
