using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Configuration;

/// <summary>A configuration while it is being built: a value, or children in ordinal order.</summary>
internal sealed class ConfigTree
{
    private readonly SortedDictionary<string, ConfigTree> _children = new(StringComparer.Ordinal);

    /// <summary>Null: an object, whose members are <see cref="Children"/>. Never a <see cref="DataNode.Map"/> or a secret.</summary>
    public DataNode? Value { get; private set; }

    public IReadOnlyDictionary<string, ConfigTree> Children => _children;

    public ConfigTree At(string name)
    {
        Value = null;
        if (!_children.TryGetValue(name, out var child)) _children[name] = child = new();
        return child;
    }

    public ConfigTree At(string first, string second) => At(first).At(second);

    public ConfigTree At(string first, string second, string third) => At(first).At(second).At(third);

    public void Set(string name, DataNode value) => At(name).Become(value);

    public void Set(string name, string value) => Set(name, new DataNode.Text(value));

    public void Set(string name, bool value) => Set(name, new DataNode.Flag(value));

    public void Set(string name, IEnumerable<string> values) =>
        Set(name, new DataNode.Sequence(values.Select(DataNode (value) => new DataNode.Text(value)).ToValueList()));

    public void Remove(string name) => _children.Remove(name);

    /// <summary>Maps are merged, everything else replaces; null takes the key away.</summary>
    public void Merge(string name, DataNode value)
    {
        switch (value)
        {
            case DataNode.Null:
                Remove(name);
                break;
            case DataNode.Map map:
                var child = At(name);
                child.Value = null;
                foreach (var (key, entry) in map.Entries) child.Merge(key, entry);
                break;
            default:
                Set(name, value);
                break;
        }
    }

    /// <summary>Paths of all values, in ordinal order of their segments.</summary>
    public IEnumerable<string> LeafPaths() => Leaves([]);

    private void Become(DataNode value)
    {
        _children.Clear();
        Value = null;
        if (value is DataNode.Map map)
        {
            foreach (var (key, entry) in map.Entries) Set(key, entry);
        }
        else
        {
            Value = value;
        }
    }

    private IEnumerable<string> Leaves(string[] path)
    {
        if (Value is not null || _children.Count == 0) return path.Length == 0 ? [] : [ConfigPath.Format(path)];
        return _children.SelectMany(child => child.Value.Leaves([.. path, child.Key]));
    }
}
