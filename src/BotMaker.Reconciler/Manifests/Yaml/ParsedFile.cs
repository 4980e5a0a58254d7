namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>The documents of one file.</summary>
/// <param name="Documents">In order; those before the place where an unsound file breaks.</param>
/// <param name="Sound">The file is YAML that we accept. Otherwise it may be half-written, and nothing in it may be believed.</param>
internal sealed record ParsedFile(IReadOnlyList<ParsedDocument> Documents, bool Sound);
