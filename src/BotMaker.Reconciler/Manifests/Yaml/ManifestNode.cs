namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>
/// A value of a manifest that knows where it stands. A closed hierarchy, immutable, and shared where a manifest uses an alias;
/// each node knows its height and its size with all aliases expanded, so that walking it is bounded before it begins.
/// </summary>
internal abstract class ManifestNode
{
    private ManifestNode(SourceMark mark, int height, long size) => (Mark, Height, Size) = (mark, height, size);

    public SourceMark Mark { get; }

    /// <summary>Levels below and including this one.</summary>
    public int Height { get; }

    /// <summary>Nodes below and including this one, aliases expanded.</summary>
    public long Size { get; }

    /// <summary>For messages: "a list", "the number 5". Never the content of a text, which may be a secret.</summary>
    public abstract string Kind { get; }

    public sealed class Scalar(SourceMark mark, string text, ScalarKind kind) : ManifestNode(mark, 1, 1)
    {
        /// <summary>As written, without quotes.</summary>
        public string Text { get; } = text;

        public ScalarKind ScalarKind { get; } = kind;

        public override string Kind => ScalarKind switch
        {
            ScalarKind.Null => "no value",
            ScalarKind.Flag => $"the flag {Text}",
            ScalarKind.Number or ScalarKind.OddNumber => $"the number {Text}",
            _ => "text",
        };
    }

    public sealed class Sequence(SourceMark mark, IReadOnlyList<ManifestNode> items)
        : ManifestNode(mark, 1 + HeightOf(items), 1 + SizeOf(items))
    {
        public IReadOnlyList<ManifestNode> Items { get; } = items;

        public override string Kind => "a list";

        private static int HeightOf(IReadOnlyList<ManifestNode> items) => items.Count == 0 ? 0 : items.Max(item => item.Height);

        private static long SizeOf(IReadOnlyList<ManifestNode> items) => items.Sum(item => item.Size);
    }

    public sealed class Map(SourceMark mark, IReadOnlyList<MapEntry> entries)
        : ManifestNode(mark, 1 + HeightOf(entries), 1 + SizeOf(entries))
    {
        /// <summary>In the order of the file; keys are unique.</summary>
        public IReadOnlyList<MapEntry> Entries { get; } = entries;

        public override string Kind => "a map";

        public MapEntry? Find(string key)
        {
            foreach (var entry in Entries)
            {
                if (string.Equals(entry.Key, key, StringComparison.Ordinal)) return entry;
            }

            return null;
        }

        private static int HeightOf(IReadOnlyList<MapEntry> entries) => entries.Count == 0 ? 0 : entries.Max(entry => entry.Value.Height);

        private static long SizeOf(IReadOnlyList<MapEntry> entries) => entries.Sum(entry => 1 + entry.Value.Size);
    }
}
