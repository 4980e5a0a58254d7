using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests;

/// <summary>A document of kind Bot after binding and all rules.</summary>
/// <param name="Bot">Null when there is an error; its generation is not set yet.</param>
/// <param name="Sources">Files that its workspace was filled from.</param>
internal sealed record BoundManifest(DesiredBot? Bot, ValueList<Diagnostic> Diagnostics, IReadOnlyList<UsedSource> Sources);
