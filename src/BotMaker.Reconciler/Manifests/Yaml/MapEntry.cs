namespace BotMaker.Reconciler.Manifests.Yaml;

/// <param name="KeyMark">Where the key stands: the place for "unknown key".</param>
internal sealed record MapEntry(string Key, SourceMark KeyMark, ManifestNode Value);
