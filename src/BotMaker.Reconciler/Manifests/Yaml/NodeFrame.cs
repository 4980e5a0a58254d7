using YamlDotNet.Core;

namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>A map or list that is still open.</summary>
internal sealed class NodeFrame(SourceMark mark, bool isMap, AnchorName anchor)
{
    private readonly List<MapEntry> _entries = [];
    private readonly List<ManifestNode> _items = [];
    private readonly Dictionary<string, SourceMark> _keys = new(StringComparer.Ordinal);
    private ManifestNode.Scalar? _key;
    private bool _skips;

    public AnchorName Anchor { get; } = anchor;

    public bool ExpectsKey => isMap && _key is null && !_skips;

    public SourceMark? FirstUse(string key) => _keys.TryGetValue(key, out var mark) ? mark : null;

    public void SetKey(ManifestNode.Scalar key)
    {
        _key = key;
        _keys.Add(key.Text, key.Mark);
    }

    /// <summary>The next value belongs to a key that was refused.</summary>
    public void SkipValue() => _skips = true;

    public void AddValue(ManifestNode value)
    {
        if (!isMap)
        {
            _items.Add(value);
        }
        else if (_key is { } key)
        {
            _entries.Add(new MapEntry(key.Text, key.Mark, value));
        }

        (_key, _skips) = (null, false);
    }

    public ManifestNode Close() => isMap ? new ManifestNode.Map(mark, _entries) : new ManifestNode.Sequence(mark, _items);
}
