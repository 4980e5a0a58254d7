namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>Files that the running gateway did not take. They are not tried again; others are.</summary>
/// <param name="Digest">Keyed digest of what they held.</param>
/// <param name="Why">What the gateway said.</param>
public sealed record RefusedFiles(string Digest, string Why);
