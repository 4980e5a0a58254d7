using static BotMaker.Reconciler.Core.Model.Desired.DiagnosticSeverity;

namespace BotMaker.Reconciler.Manifests.Codes;

/// <summary>BM1xxx: files and YAML.</summary>
internal static class SyntaxCodes
{
    public static readonly DiagnosticCode Unreadable = new("BM1001", Error, "A file or directory cannot be read.");
    public static readonly DiagnosticCode NotRegular = new("BM1002", Error, "Not a regular file: a pipe, a socket, a device, or a link that leads nowhere or in a circle.");
    public static readonly DiagnosticCode TooLarge = new("BM1003", Error, "A file is larger than 1 MiB.");
    public static readonly DiagnosticCode Binary = new("BM1004", Error, "A file holds bytes that no text has.");
    public static readonly DiagnosticCode Encoding = new("BM1005", Error, "A file is not UTF-8.");
    public static readonly DiagnosticCode Yaml = new("BM1006", Error, "A file is not YAML.");
    public static readonly DiagnosticCode Tab = new("BM1007", Error, "A tab stands in the indentation.");
    public static readonly DiagnosticCode Depth = new("BM1008", Error, "Nested deeper than 32 levels.");
    public static readonly DiagnosticCode Expansion = new("BM1009", Error, "More than 100,000 values in a document, with aliases expanded.");
    public static readonly DiagnosticCode Alias = new("BM1010", Error, "An alias without its anchor, or inside of it.");
    public static readonly DiagnosticCode DuplicateKey = new("BM1011", Error, "A key stands twice in a map.");
    public static readonly DiagnosticCode Key = new("BM1012", Error, "A key is not plain text.");
    public static readonly DiagnosticCode MergeKey = new("BM1013", Error, "A merge key (`<<`).");
    public static readonly DiagnosticCode Empty = new("BM1014", Error, "A file is empty, as if its writing had been cut off.");
    public static readonly DiagnosticCode Tag = new("BM1015", Error, "A YAML tag that is not supported.");
    public static readonly DiagnosticCode LinkLeadsOut = new("BM1016", Error, "A link leads out of the manifests directory.");

    public static readonly IReadOnlyList<DiagnosticCode> All =
        [Unreadable, NotRegular, TooLarge, Binary, Encoding, Yaml, Tab, Depth, Expansion, Alias, DuplicateKey, Key, MergeKey, Empty, Tag, LinkLeadsOut];
}
