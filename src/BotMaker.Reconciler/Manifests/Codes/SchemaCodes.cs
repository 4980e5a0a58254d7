using static BotMaker.Reconciler.Core.Model.Desired.DiagnosticSeverity;

namespace BotMaker.Reconciler.Manifests.Codes;

/// <summary>BM2xxx: names, types and ranges of single fields.</summary>
internal static class SchemaCodes
{
    public static readonly DiagnosticCode NotAMap = new("BM2001", Error, "A document is not a map.");
    public static readonly DiagnosticCode ApiVersion = new("BM2002", Error, "`apiVersion` is missing or not supported.", "apiVersion");
    public static readonly DiagnosticCode Kind = new("BM2003", Error, "`kind` is missing or unknown.", "kind");
    public static readonly DiagnosticCode UnknownKey = new("BM2004", Error, "A key that the schema does not have.");
    public static readonly DiagnosticCode Required = new("BM2005", Error, "A required field is missing.");
    public static readonly DiagnosticCode WrongType = new("BM2006", Error, "A value of another type.");
    public static readonly DiagnosticCode NotAllowed = new("BM2007", Error, "A word that is not one of those allowed.");
    public static readonly DiagnosticCode OutOfRange = new("BM2008", Error, "A value out of its range.");
    public static readonly DiagnosticCode Malformed = new("BM2009", Error, "A value that is not written in its form.");
    public static readonly DiagnosticCode NoValue = new("BM2010", Error, "A key without a value.");
    public static readonly DiagnosticCode Name = new("BM2011", Error, "A bot's name is not a DNS label of at most 40 characters.", "metadata.name");

    public static readonly IReadOnlyList<DiagnosticCode> All =
        [NotAMap, ApiVersion, Kind, UnknownKey, Required, WrongType, NotAllowed, OutOfRange, Malformed, NoValue, Name];
}
