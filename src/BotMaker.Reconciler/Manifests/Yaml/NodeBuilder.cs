using System.Globalization;
using BotMaker.Reconciler.Manifests.Codes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>Puts nodes together from parser events, without recursion. A limit that is passed ends the file.</summary>
internal sealed class NodeBuilder(string file, DiagnosticBag fileDiagnostics)
{
    private readonly List<ParsedDocument> _documents = [];
    private readonly Stack<NodeFrame> _open = new();
    private readonly Dictionary<string, ManifestNode> _anchors = new(StringComparer.Ordinal);
    private DiagnosticBag _diagnostics = new();
    private ManifestNode? _root;
    private long _nodes;

    public IReadOnlyList<ParsedDocument> Documents => _documents;

    /// <summary>False once a limit was passed: the rest of the file was not read.</summary>
    public bool Sound { get; private set; } = true;

    /// <returns>False: stop reading.</returns>
    public bool Accept(ParsingEvent next)
    {
        switch (next)
        {
            case DocumentStart:
                _anchors.Clear();
                (_root, _nodes, _diagnostics) = (null, 0, new DiagnosticBag());
                return true;
            case DocumentEnd end:
                _documents.Add(new ParsedDocument(_documents.Count, _root ?? new ManifestNode.Scalar(Place(end), "", ScalarKind.Null), _diagnostics));
                return true;
            case MappingStart or SequenceStart:
                return Open((NodeEvent)next);
            case MappingEnd or SequenceEnd:
                var frame = _open.Pop();
                return Add(frame.Close(), frame.Anchor, 1);
            case YamlScalar scalar:
                CheckTag(scalar, scalar.Tag);
                return Add(new ManifestNode.Scalar(Place(scalar), scalar.Value, KindOf(scalar)), scalar.Anchor, 1);
            case AnchorAlias alias:
                return Resolve(alias);
            default:
                return true;
        }
    }

    private static ScalarKind KindOf(YamlScalar scalar) =>
        scalar.Style is ScalarStyle.Plain && !IsText(scalar.Tag) ? PlainScalar.KindOf(scalar.Value) : ScalarKind.Text;

    private static bool IsText(TagName tag) => tag.IsNonSpecific || (!tag.IsEmpty && string.Equals(tag.Value, "tag:yaml.org,2002:str", StringComparison.Ordinal));

    private bool Open(NodeEvent start)
    {
        CheckTag(start, start.Tag);
        if (_open.Count >= ManifestParser.MaxDepth) return TooDeep(Place(start));
        _open.Push(new NodeFrame(Place(start), start is MappingStart, start.Anchor));
        return true;
    }

    private bool Resolve(AnchorAlias alias)
    {
        if (_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            return _open.Count + node.Height > ManifestParser.MaxDepth ? TooDeep(Place(alias)) : Add(node, default, node.Size);
        }

        Report(SyntaxCodes.Alias, Place(alias), $"The alias '*{alias.Value.Value}' names no anchor above it in this document, or one that it is a part of. Define '&{alias.Value.Value}' before using it.");
        return Add(new ManifestNode.Scalar(Place(alias), "", ScalarKind.Null), default, 1);
    }

    /// <param name="count">What it adds to the document: 1, because the parts of a container were counted before; an alias counts with all that it stands for.</param>
    private bool Add(ManifestNode node, AnchorName anchor, long count)
    {
        if (!anchor.IsEmpty) _anchors[anchor.Value] = node;
        _nodes += count;
        if (_nodes > ManifestParser.MaxNodes)
        {
            return Stop(SyntaxCodes.Expansion, node.Mark, string.Create(CultureInfo.InvariantCulture, $"With its aliases expanded the document has more than {ManifestParser.MaxNodes:N0} values, which is the limit. Use fewer or smaller aliases."));
        }

        if (_open.Count == 0)
        {
            _root = node;
            return true;
        }

        AddTo(_open.Peek(), node);
        return true;
    }

    private void AddTo(NodeFrame frame, ManifestNode node)
    {
        if (!frame.ExpectsKey)
        {
            frame.AddValue(node);
            return;
        }

        if (node is not ManifestNode.Scalar { ScalarKind: not ScalarKind.Null } key)
        {
            Report(SyntaxCodes.Key, node.Mark, $"A key must be plain text, this is {node.Kind}.");
            frame.SkipValue();
        }
        else if (string.Equals(key.Text, "<<", StringComparison.Ordinal))
        {
            Report(SyntaxCodes.MergeKey, node.Mark, "Merge keys ('<<') are not supported. Share settings with a BotDefaults document, or repeat them.");
            frame.SkipValue();
        }
        else if (frame.FirstUse(key.Text) is { } first)
        {
            Report(SyntaxCodes.DuplicateKey, node.Mark, string.Create(CultureInfo.InvariantCulture, $"The key '{key.Text}' stands twice in this map; first in line {first.Line}. Remove one of them."));
            frame.SkipValue();
        }
        else
        {
            frame.SetKey(key);
        }
    }

    private void CheckTag(NodeEvent node, TagName tag)
    {
        if (tag.IsEmpty || tag.IsNonSpecific || tag.Value is "tag:yaml.org,2002:str" or "tag:yaml.org,2002:map" or "tag:yaml.org,2002:seq") return;
        Report(SyntaxCodes.Tag, Place(node), "Tags other than !!str, !!map and !!seq are not supported. Remove it.");
    }

    private bool TooDeep(SourceMark mark) =>
        Stop(SyntaxCodes.Depth, mark, string.Create(CultureInfo.InvariantCulture, $"Nested deeper than {ManifestParser.MaxDepth} levels, which is the limit."));

    private bool Stop(DiagnosticCode code, SourceMark mark, string message)
    {
        Sound = false;
        fileDiagnostics.Report(code, mark, "", message);
        return false;
    }

    private void Report(DiagnosticCode code, SourceMark mark, string message) => _diagnostics.Report(code, mark, "", message);

    private SourceMark Place(ParsingEvent at) => ManifestParser.Place(file, at.Start);
}
