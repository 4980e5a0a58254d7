namespace BotMaker.Reconciler.Manifests;

/// <summary>Documents by state: valid, invalid (never ran), held (the last good spec is in force), ignored (not a manifest of ours).</summary>
public sealed record ManifestCounts(int Valid, int Invalid, int Held, int Ignored);
