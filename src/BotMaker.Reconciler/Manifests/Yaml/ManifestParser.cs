using BotMaker.Reconciler.Manifests.Codes;
using YamlDotNet.Core;

namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>
/// YAML text -> nodes with positions. It walks the parser's flat event stream with a stack of its own, because a recursive loader dies
/// of 100,000 nested brackets in a way that no catch sees. Every duplicate key is reported, not only the first.
/// </summary>
internal static class ManifestParser
{
    public const int MaxDepth = 32;

    /// <summary>Nodes of one document with all aliases expanded.</summary>
    public const long MaxNodes = 100_000;

    public static ParsedFile Parse(string file, string text, DiagnosticBag diagnostics)
    {
        var builder = new NodeBuilder(file, diagnostics);
        var parser = new Parser(new StringReader(text));
        try
        {
            bool goesOn = true;
            while (goesOn && parser.MoveNext()) goesOn = parser.Current is not { } current || builder.Accept(current);
        }
        catch (YamlException exception)
        {
            Report(file, text, exception, diagnostics);
            return new ParsedFile(builder.Documents, Sound: false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The library's scanner has states that it gets into by hostile input only, and answers with exceptions of the platform.
            var mark = parser.Current is { } last ? Place(file, last.End) : SourceMark.StartOf(file);
            diagnostics.Report(SyntaxCodes.Yaml, mark, "", "What stands here or after it is not YAML. Check quotes, brackets and indentation; a half-written file looks like this too.");
            return new ParsedFile(builder.Documents, Sound: false);
        }

        return new ParsedFile(builder.Documents, builder.Sound);
    }

    private static void Report(string file, string text, YamlException exception, DiagnosticBag diagnostics)
    {
        var mark = Place(file, exception.Start);
        if (FindTab(file, text, mark.Line, exception.Message.Contains("tab", StringComparison.Ordinal)) is { } tab)
        {
            diagnostics.Report(SyntaxCodes.Tab, tab, "", "A tab in the indentation: YAML allows only spaces there. Replace it with spaces.");
            return;
        }

        diagnostics.Report(SyntaxCodes.Yaml, mark, "", $"This is not YAML: {Explain(exception)}");
    }

    private static string Explain(YamlException exception)
    {
        string reason = string.Join(' ', exception.Message.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');
        // Some messages quote their position once more, in front.
        int colon = reason.StartsWith('(') ? reason.IndexOf("): ", StringComparison.Ordinal) : -1;
        return $"{(colon > 0 ? reason[(colon + 3)..] : reason)}. Check quotes, brackets and indentation here and in the line above; a half-written file looks like this too.";
    }

    internal static SourceMark Place(string file, Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    /// <param name="first">The line that the parser named.</param>
    /// <param name="goesOn">Look further: the parser names the begin of the map that the tab stands in.</param>
    private static SourceMark? FindTab(string file, string text, int first, bool goesOn)
    {
        using var reader = new StringReader(text);
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (number < first) continue;
            int indentation = line.Length - line.AsSpan().TrimStart().Length;
            int tab = line.AsSpan(0, indentation).IndexOf('\t');
            if (tab >= 0) return new SourceMark(file, number, tab + 1);
            if (!goesOn) return null;
        }

        return null;
    }
}
