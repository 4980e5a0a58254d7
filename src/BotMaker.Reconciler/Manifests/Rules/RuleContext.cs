using BotMaker.Reconciler.Manifests.Schema;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>What a rule needs to report: where a field of the merged document stands, and which fields are known to be wrong already.</summary>
/// <param name="document">With the defaults merged in.</param>
internal sealed class RuleContext(Binding binding, ManifestNode.Map document)
{
    /// <summary>A field that could not be read has its default now: a rule about it would speak of what nobody wrote.</summary>
    public bool Failed(params ReadOnlySpan<string> path) => binding.Failed(FieldPath.Of(path));

    /// <summary>Was anything reported about this field or one inside of it?</summary>
    public bool HasFailuresUnder(FieldPath path) => binding.HasFailuresUnder(path);

    /// <summary>Names of the fields of a map that something was reported about, unknown keys included.</summary>
    public IEnumerable<string> FailedFields(FieldPath map) => binding.FailedFields(map);

    public void Report(DiagnosticCode code, FieldPath path, string message)
    {
        if (!binding.Failed(path)) binding.Report(code, MarkOf(path), path, message);
    }

    /// <summary>Is the field written in the manifest or its defaults?</summary>
    public bool IsGiven(FieldPath path) => Find(path, out bool whole) is not null && whole;

    /// <summary>The field's place, or that of the nearest thing around it.</summary>
    private SourceMark MarkOf(FieldPath path) => Find(path, out _) ?? document.Mark;

    private SourceMark? Find(FieldPath path, out bool whole)
    {
        ManifestNode node = document;
        SourceMark? mark = null;
        whole = true;
        foreach (string segment in Segments(path))
        {
            if (node is ManifestNode.Map map && map.Find(segment) is { } entry)
            {
                node = entry.Value;
                mark = node is ManifestNode.Scalar ? node.Mark : entry.KeyMark;
            }
            else if (node is ManifestNode.Sequence sequence && IndexOf(segment) is { } index && index < sequence.Items.Count)
            {
                node = sequence.Items[index];
                mark = node.Mark;
            }
            else
            {
                whole = false;
                break;
            }
        }

        return mark;
    }

    private static int? IndexOf(string segment) =>
        segment is ['[', .. var digits, ']'] && int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int index) ? index : null;

    private static Stack<string> Segments(FieldPath path)
    {
        Stack<string> segments = new();
        for (var at = path; at.Parent is { } parent; at = parent) segments.Push(at.Segment);
        return segments;
    }
}
