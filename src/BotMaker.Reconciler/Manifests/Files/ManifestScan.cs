using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>Everything that one look at the manifests directory found.</summary>
/// <param name="Problem">Why the directory as a whole could not be read; null: it could.</param>
/// <param name="Device">Of the root; null with a problem.</param>
/// <param name="Files">In ordinal order of their names.</param>
/// <param name="UnreadableDirectories">Relative to the root: what is in them is not known.</param>
/// <param name="DanglingLinks">Relative to the root: a directory of manifests may have been there.</param>
/// <param name="Diagnostics">Of directories and of links that are not manifests.</param>
internal sealed record ManifestScan(
    string? Problem, string? Device, IReadOnlyList<ScannedFile> Files, IReadOnlyList<string> UnreadableDirectories, IReadOnlyList<string> DanglingLinks, ValueList<Diagnostic> Diagnostics)
{
    public IEnumerable<(ScannedFile File, ScannedDocument Document)> Documents =>
        Files.SelectMany(file => file.Documents.Select(document => (file, document)));

    public static ManifestScan Unavailable(string problem) => new(problem, null, [], [], [], []);
}
