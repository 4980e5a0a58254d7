namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>The way to a field, for example <c>spec.env."A.B"</c>. A chain, because most paths are never written out.</summary>
internal sealed record FieldPath(FieldPath? Parent, string Segment)
{
    public static readonly FieldPath Root = new(null, "");

    public FieldPath this[string segment] => new(this, segment);

    public FieldPath At(int index) => new(this, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{index}]"));

    public static FieldPath Of(params ReadOnlySpan<string> segments)
    {
        var path = Root;
        foreach (string segment in segments) path = path[segment];
        return path;
    }

    public override string ToString()
    {
        if (Parent is null) return "";
        string parent = Parent.ToString();
        if (Segment.StartsWith('[')) return parent + Segment;
        string own = Segment.Length > 0 && Segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? Segment : $"\"{Segment}\"";
        return parent.Length == 0 ? own : $"{parent}.{own}";
    }
}
