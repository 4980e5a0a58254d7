using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>One document of a scan.</summary>
/// <param name="Id">Null when it cannot be told, or for other kinds.</param>
/// <param name="Bot">Null when it is not valid.</param>
/// <param name="Defaults">Files of the BotDefaults that it was made with.</param>
internal sealed record ScannedDocument(
    DocumentKind Kind, int Index, int Line, int Column, BotId? Id, DesiredBot? Bot, ValueList<Diagnostic> Diagnostics, ValueList<string> Defaults);
