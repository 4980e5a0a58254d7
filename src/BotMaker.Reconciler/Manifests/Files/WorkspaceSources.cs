using BotMaker.Reconciler.Manifests.Codes;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>Reads the files that workspaces are filled from.</summary>
/// <param name="root">The real path of the manifests directory: nothing beyond it is read.</param>
internal sealed class WorkspaceSources(string root)
{
    /// <param name="manifest">The manifest's file, relative to the root.</param>
    /// <param name="relative">Without <c>..</c>; relative to the manifest.</param>
    public WorkspaceSource Read(string manifest, string relative, int maxBytes)
    {
        string path = Path.Combine(root, Path.GetDirectoryName(manifest) ?? "", relative);
        var stamp = NativeFile.Stat(path);
        var used = new UsedSource(path, stamp);
        if (NativeFile.RealPath(path) is not { } real) return new(used, null, $"There is no file '{relative}' beside the manifest.");
        if (!IsBelow(real, root)) return new(used, null, $"'{relative}' is a link that leads out of the manifests directory. Copy the file there.");
        var diagnostics = new DiagnosticBag();
        var read = ManifestReader.Read(real, relative, diagnostics, maxBytes);
        if (read.Text is { } text) return new(used, text, "");
        var found = diagnostics.Found[0];
        return new(used, null, $"'{relative}': {found.Message}") { TooLarge = string.Equals(found.Code, SyntaxCodes.TooLarge.Code, StringComparison.Ordinal) };
    }

    public static bool IsBelow(string path, string root) =>
        string.Equals(path, root, StringComparison.Ordinal) || path.StartsWith(root.EndsWith('/') ? root : root + "/", StringComparison.Ordinal);
}
