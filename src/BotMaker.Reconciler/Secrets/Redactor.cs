using System.Buffers;
using System.Collections.Immutable;

namespace BotMaker.Reconciler.Secrets;

/// <summary>
/// Takes every known secret value out of a text. All output paths go through one redactor: logs, API, plan, events.
/// Values under eight characters are not looked for: they occur by chance, and a credential is longer.
/// </summary>
internal sealed class Redactor
{
    public const string Mask = "(redacted)";

    private const int MinLength = 8;

    private readonly Lock _lock = new();
    private ImmutableHashSet<string> _values = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    private volatile Patterns _patterns = new([]);

    public void Learn(SecretValue secret)
    {
        var value = secret.Reveal();
        if (value.Length < MinLength || _values.Contains(value)) return;
        lock (_lock)
        {
            _values = _values.Add(value);
            foreach (var form in EncodedForms(value)) _values = _values.Add(form);
            _patterns = new(_values);
        }
    }

    public string Redact(string text)
    {
        var patterns = _patterns;
        if (!patterns.OccurIn(text)) return text;
        foreach (var value in patterns.LongestFirst) text = text.Replace(value, Mask, StringComparison.Ordinal);
        return text;
    }

    /// <summary>How a value looks inside JSON and inside an address.</summary>
    private static IEnumerable<string> EncodedForms(string value)
    {
        var json = global::System.Text.Json.JsonEncodedText.Encode(value).ToString();
        if (!string.Equals(json, value, StringComparison.Ordinal)) yield return json;
        var uri = Uri.EscapeDataString(value);
        if (!string.Equals(uri, value, StringComparison.Ordinal)) yield return uri;
    }

    private sealed class Patterns(IReadOnlyCollection<string> values)
    {
        private readonly SearchValues<string> _any = SearchValues.Create([.. values], StringComparison.Ordinal);

        /// <summary>A value that contains another one goes first, or its rest would stay.</summary>
        public IReadOnlyList<string> LongestFirst { get; } = [.. values.OrderByDescending(v => v.Length)];

        public bool OccurIn(string text) => LongestFirst.Count > 0 && text.AsSpan().ContainsAny(_any);
    }
}
