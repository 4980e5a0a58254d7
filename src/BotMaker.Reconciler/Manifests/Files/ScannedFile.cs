using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>One file of a scan.</summary>
/// <param name="Name">Relative to the manifests directory.</param>
/// <param name="Documents">Empty when the file is not sound.</param>
/// <param name="Sound">It could be read and parsed.</param>
/// <param name="Diagnostics">Of the file as a whole.</param>
/// <param name="MentionedNames">Where it is not sound: what may be names of bots in it.</param>
internal sealed record ScannedFile(
    string Name, IReadOnlyList<ScannedDocument> Documents, bool Sound, ValueList<Diagnostic> Diagnostics, IReadOnlySet<string> MentionedNames);
