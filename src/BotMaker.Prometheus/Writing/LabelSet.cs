using System.Buffers;
using System.Globalization;
using System.Text;
using BotMaker.Prometheus.Naming;

namespace BotMaker.Prometheus.Writing;

/// <summary>
/// Builds the label set of one series (<c>a="x",b="y"</c>, without braces) in a buffer that is used again for the next.
/// Not safe for concurrent use; the page writer owns one.
/// </summary>
internal sealed class LabelSet
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly List<(LabelName Name, string Key, object? Value)> _labels = [];
    private readonly Dictionary<string, LabelName> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LabelName> _histogramNames = new(StringComparer.Ordinal);
    private Dictionary<string, LabelName> _cache;

    public LabelSet() => _cache = _names;

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>True when another set of tags may have become the same set of labels.</summary>
    public bool MayCollide { get; private set; }

    private bool OrderMayDiffer { get; set; }

    public void Begin(bool inHistogram)
    {
        _cache = inHistogram ? _histogramNames : _names;
        _bytes.ResetWrittenCount();
        _labels.Clear();
        MayCollide = OrderMayDiffer = false;
    }

    public void Add(string key, object? value)
    {
        if (!_cache.TryGetValue(key, out var name))
            _cache[key] = name = LabelName.From(key, inHistogram: ReferenceEquals(_cache, _histogramNames));
        _labels.Add((name, key, value));
        OrderMayDiffer |= name.Changed || value is null or "";
        // An unpaired surrogate is written as U+FFFD, whichever it was; looking for any surrogate is enough and cheap.
        MayCollide |= OrderMayDiffer || value is not string text || text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0;
        WriteLabel(name, value);
    }

    public void End()
    {
        if (OrderMayDiffer && _labels.DistinctBy(l => l.Name.Name, StringComparer.Ordinal).Count() < _labels.Count)
            JoinDuplicates();
    }

    /// <summary>A text that is equal for two label sets exactly when Prometheus takes them for the same series.</summary>
    public string Identity()
    {
        // The SDK hands tags over in the order of their keys; only changed names can stand in another order,
        // and only an empty value (which Prometheus takes for no label) is left out.
        if (!OrderMayDiffer)
            return Encoding.UTF8.GetString(Bytes);
        var parts = _labels.Where(l => ValueText(l.Value).Length > 0)
            .Select(l => $"{l.Name.Name}=\"{ValueText(l.Value).Replace("\\", @"\\", StringComparison.Ordinal)
                .Replace("\n", @"\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"")
            .Order(StringComparer.Ordinal);
        return string.Join(',', parts);
    }

    /// <summary>Two keys that became one name would be an invalid line: their values are joined, in the order of the keys.</summary>
    private void JoinDuplicates()
    {
        var joined = _labels.GroupBy(l => l.Name.Name, StringComparer.Ordinal)
            .Select(g => (g.First().Name, g.First().Key,
                Value: (object?)string.Join(';', g.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => ValueText(l.Value)))))
            .ToList();
        _labels.Clear();
        _labels.AddRange(joined);
        _bytes.ResetWrittenCount();
        foreach (var (name, _, value) in _labels)
            WriteLabel(name, value);
    }

    private void WriteLabel(LabelName name, object? value)
    {
        var text = value as string ?? ValueText(value);
        var label = _bytes.GetSpan(name.Opening.Length + EscapedText.MaxLength(text.Length) + 2);
        var at = 0;
        if (_bytes.WrittenCount > 0)
            label[at++] = (byte)',';
        name.Opening.CopyTo(label[at..]);
        at += name.Opening.Length;
        at += EscapedText.WriteLabelValue(text, label[at..]);
        label[at++] = (byte)'"';
        _bytes.Advance(at);
    }

    private static string ValueText(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
