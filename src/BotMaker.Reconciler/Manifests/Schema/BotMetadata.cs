using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary><c>metadata</c> of a document.</summary>
internal sealed record BotMetadata(string Name, ValueMap<string> Labels, ValueMap<string> Annotations);
