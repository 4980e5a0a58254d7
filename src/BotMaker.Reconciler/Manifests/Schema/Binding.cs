using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>One pass from nodes to a spec: where the findings go, and which fields they spoiled.</summary>
/// <param name="diagnostics">Of the document.</param>
/// <param name="lenient">Skip what the schema does not know: for what we wrote ourselves, perhaps as a newer version.</param>
internal sealed class Binding(DiagnosticBag diagnostics, bool lenient = false)
{
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);

    public DiagnosticBag Diagnostics => diagnostics;

    public bool Lenient => lenient;

    /// <summary>Required fields may be missing: the document is a part of others.</summary>
    public bool Partial { get; init; }

    public void Report(DiagnosticCode code, SourceMark mark, FieldPath path, string message)
    {
        string written = path.ToString();
        _failed.Add(written);
        diagnostics.Report(code, mark, written, message);
    }

    /// <summary>Was anything reported about exactly this field? Its value is the default then, and not what was meant.</summary>
    public bool Failed(FieldPath path) => _failed.Count > 0 && _failed.Contains(path.ToString());

    public bool HasFailuresUnder(FieldPath path)
    {
        if (_failed.Count == 0) return false;
        string root = path.ToString();
        return _failed.Any(failed => failed.StartsWith(root, StringComparison.Ordinal) && (failed.Length == root.Length || failed[root.Length] is '.' or '['));
    }

    public IEnumerable<string> FailedFields(FieldPath map)
    {
        if (_failed.Count == 0) return [];
        string root = $"{map}.";
        return _failed.Where(failed => failed.StartsWith(root, StringComparison.Ordinal)).Select(failed => failed[root.Length..].Split('.', '[')[0]).ToHashSet(StringComparer.Ordinal);
    }

    /// <returns>False, for the caller to return.</returns>
    public bool WrongType(ManifestNode node, FieldPath path, string expected, string hint = "")
    {
        if (node is ManifestNode.Scalar { ScalarKind: ScalarKind.Null })
        {
            Report(SchemaCodes.NoValue, node.Mark, path, $"There is no value. Give {expected}, or remove the key.");
        }
        else
        {
            Report(SchemaCodes.WrongType, node.Mark, path, $"This must be {expected}, not {node.Kind}.{hint}");
        }

        return false;
    }

    public bool Malformed(ManifestNode node, FieldPath path, string message)
    {
        Report(SchemaCodes.Malformed, node.Mark, path, message);
        return false;
    }

    public bool OutOfRange(ManifestNode node, FieldPath path, string message)
    {
        Report(SchemaCodes.OutOfRange, node.Mark, path, message);
        return false;
    }
}
