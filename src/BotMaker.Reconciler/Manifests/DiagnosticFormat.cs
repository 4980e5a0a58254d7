using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests;

/// <summary>The three forms of <c>validate -o</c>.</summary>
public static class DiagnosticFormat
{
    /// <summary><c>file:line:col: severity CODE path: message</c>, one a line.</summary>
    public static string ToText(IEnumerable<Diagnostic> diagnostics) => string.Concat(diagnostics.Select(found => $"{found}\n"));

    /// <summary><c>{"diagnostics":[{"severity","code","file","line","column","path","message"}]}</c>.</summary>
    public static string ToJson(IEnumerable<Diagnostic> diagnostics)
    {
        var document = new JsonObject
        {
            ["diagnostics"] = new JsonArray([.. diagnostics.Select(found => (JsonNode)new JsonObject
            {
                ["severity"] = Severity(found),
                ["code"] = found.Code,
                ["file"] = found.File,
                ["line"] = found.Line,
                ["column"] = found.Column,
                ["path"] = found.Path,
                ["message"] = found.Message,
            })]),
        };
        return System.Text.Encoding.UTF8.GetString(SpecDocument.ToUtf8(document));
    }

    /// <summary>Workflow commands, which show as annotations of the changed lines.</summary>
    public static string ToGitHub(IEnumerable<Diagnostic> diagnostics) => string.Concat(diagnostics.Select(found => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"::{Severity(found)} file={Property(found.File)},line={found.Line},col={found.Column},title={Property(found.Code)}::{Data(found.Path.Length == 0 ? found.Message : $"{found.Path}: {found.Message}")}\n")));

    private static string Severity(Diagnostic found) => found.Severity == DiagnosticSeverity.Error ? "error" : "warning";

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
