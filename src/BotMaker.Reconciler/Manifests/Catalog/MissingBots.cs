using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Files;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>Tells absent from merely not seen, for a bot that no document of a healthy scan names.</summary>
internal sealed class MissingBots(ManifestScan scan)
{
    private readonly Dictionary<string, ScannedFile> _files = scan.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
    private readonly List<ScannedFile> _unsound = [.. scan.Files.Where(file => !file.Sound)];

    /// <summary>Why the bot must be held; null: it is absent.</summary>
    public (string Message, ValueList<Diagnostic> Diagnostics)? WhyHeld(BotId id, string lastFile)
    {
        if (_files.TryGetValue(lastFile, out var file))
        {
            if (!file.Sound) return ($"{lastFile} cannot be read as a manifest; the last good spec stays in force until it can.", file.Diagnostics);
            if (file.Documents.FirstOrDefault(document => document.Id is null && document.Kind is DocumentKind.Bot or DocumentKind.Unknown) is { } nameless)
            {
                return ($"{lastFile} has a document whose bot cannot be told; the last good spec stays in force until it can.", nameless.Diagnostics);
            }
        }

        if (_unsound.FirstOrDefault(broken => broken.MentionedNames.Contains(id.Value)) is { } mentioning)
        {
            return ($"{mentioning.Name} cannot be read as a manifest and may hold this bot; the last good spec stays in force until it can.", mentioning.Diagnostics);
        }

        if (scan.UnreadableDirectories is [var directory, ..])
        {
            return ($"The directory {directory} cannot be read and may hold this bot; the last good spec stays in force until it can.", default);
        }

        string? link = scan.DanglingLinks.FirstOrDefault(name => lastFile.StartsWith($"{name}/", StringComparison.Ordinal));
        return link is null ? null : ($"{link}, where its manifest was, is a link that cannot be followed; the last good spec stays in force until it can.", default);
    }

    /// <summary>A bot whose manifest is fine, but whose defaults are in a file that cannot be read now, would lose them.</summary>
    public (string Message, ValueList<Diagnostic> Diagnostics)? WhyHeld(ValueList<string> lastDefaults)
    {
        foreach (string name in lastDefaults)
        {
            if (_files.TryGetValue(name, out var file) && !file.Sound) return ($"{name}, which holds its defaults, cannot be read as a manifest; the last good spec stays in force until it can.", file.Diagnostics);
        }

        return null;
    }
}
