using System.Collections.Frozen;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Files;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>One healthy scan against what is known.</summary>
/// <param name="lastGood">What was in force before.</param>
/// <param name="takeIn">Makes a valid spec the one in force and gives it its generation.</param>
internal sealed class ScanEvaluation(ManifestScan scan, IReadOnlyDictionary<BotId, LastGood> lastGood, Func<DesiredBot, ValueList<string>, DesiredBot> takeIn)
{
    private readonly Dictionary<BotId, BotIntent> _intents = [];
    private readonly Dictionary<BotId, BotIntent> _absent = [];
    private readonly Dictionary<BotId, (ScannedFile File, ScannedDocument Document)> _candidates = [];
    private readonly List<Diagnostic> _fleet = [];
    private readonly MissingBots _missing = new(scan);

    public DesiredSnapshot Evaluate(DateTimeOffset now)
    {
        Sort();
        Limit();
        HoldForDefaults();
        RejectConflicts();
        foreach (var (id, (_, document)) in _candidates)
        {
            var bot = takeIn(document.Bot!, document.Defaults);
            _intents[id] = new BotIntent { Id = id, Presence = DesiredPresence.Present, Bot = bot, Diagnostics = document.Diagnostics };
        }

        AccountForMissing();
        return new DesiredSnapshot
        {
            Bots = _intents.ToFrozenDictionary(),
            Absent = _absent.ToFrozenDictionary(),
            Source = new SourceState(Available: true, Synced: true),
            Diagnostics = AllDiagnostics(),
            Counts = Count(),
            ScannedAt = now,
        };
    }

    /// <summary>Valid documents with a name of their own become candidates; the others are rejected.</summary>
    private void Sort()
    {
        var named = scan.Documents.Where(pair => pair.Document.Kind is DocumentKind.Bot or DocumentKind.Unknown && pair.Document.Id is not null);
        foreach (var group in named.GroupBy(pair => pair.Document.Id!.Value))
        {
            var places = group.ToList();
            if (places.Count > 1) RejectDuplicate(group.Key, places);
            else if (places[0].Document.Bot is not null) _candidates[group.Key] = places[0];
            else Reject(group.Key, "Its manifest is not valid; the last good spec stays in force.", places[0].Document.Diagnostics);
        }
    }

    private void RejectDuplicate(BotId id, List<(ScannedFile File, ScannedDocument Document)> places)
    {
        List<Diagnostic> found = [.. places.SelectMany(place => place.Document.Diagnostics)];
        foreach (var place in places)
        {
            var others = places.Where(other => other.Document != place.Document).Select(Place);
            found.Add(Report(FleetCodes.DuplicateBot, place, "metadata.name", $"The bot '{id}' stands in {string.Join(" and ", others)} too, so none of them counts. Rename or remove all but one."));
        }

        Reject(id, $"Its name stands in {string.Join(" and ", places.Select(Place))}; the last good spec stays in force.", found.ToValueList());
    }

    private void Limit()
    {
        int free = ManifestCatalog.MaxBots - _candidates.Keys.Count(lastGood.ContainsKey);
        var fresh = _candidates.Where(pair => !lastGood.ContainsKey(pair.Key))
            .OrderBy(pair => pair.Value.File.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value.Document.Index).ToList();
        foreach (var (id, place) in fresh.Skip(Math.Max(0, free)))
        {
            RejectCandidate(id, FleetCodes.TooManyBots, "metadata.name", "There are more than 10,000 bots, which is the limit for one directory. Use a second instance for the rest.");
        }
    }

    private void HoldForDefaults()
    {
        foreach (var id in _candidates.Keys.ToList())
        {
            if (!lastGood.TryGetValue(id, out var kept) || _missing.WhyHeld(kept.Defaults) is not { } why) continue;
            _candidates.Remove(id);
            Reject(id, why.Message, why.Diagnostics);
        }
    }

    private void RejectConflicts()
    {
        Dictionary<BotId, BotSpec> wanted = _candidates.ToDictionary(pair => pair.Key, pair => pair.Value.Document.Bot!.Spec);
        Dictionary<BotId, BotSpec> had = lastGood.ToDictionary(pair => pair.Key, pair => pair.Value.Bot.Spec);
        foreach (var (id, rejection) in FleetConflicts.Find(wanted, had)) RejectCandidate(id, rejection.Claim.Code, rejection.Claim.Path, rejection.Message);
    }

    private void RejectCandidate(BotId id, DiagnosticCode code, string path, string message)
    {
        if (!_candidates.Remove(id, out var place)) return;
        Reject(id, message, place.Document.Diagnostics.Append(Report(code, place, path, message)).ToValueList());
    }

    private void Reject(BotId id, string message, ValueList<Diagnostic> diagnostics) => _intents[id] = lastGood.TryGetValue(id, out var kept)
        ? new BotIntent { Id = id, Presence = DesiredPresence.Held, Bot = kept.Bot, Diagnostics = diagnostics, HoldMessage = message }
        : new BotIntent { Id = id, Presence = DesiredPresence.Invalid, Diagnostics = diagnostics };

    private void AccountForMissing()
    {
        foreach (var (id, kept) in lastGood)
        {
            if (_intents.ContainsKey(id)) continue;
            if (_missing.WhyHeld(id, kept.Bot.Source.File) is { } why) Reject(id, why.Message, why.Diagnostics);
            else _absent[id] = new BotIntent { Id = id, Presence = DesiredPresence.Absent, Bot = kept.Bot };
        }
    }

    private Diagnostic Report(DiagnosticCode code, (ScannedFile File, ScannedDocument Document) place, string path, string message)
    {
        var found = new Diagnostic(code.Severity, code.Code, place.File.Name, place.Document.Line, place.Document.Column, path, message);
        _fleet.Add(found);
        return found;
    }

    private ValueList<Diagnostic> AllDiagnostics() =>
        scan.Diagnostics
            .Concat(scan.Files.SelectMany(file => file.Diagnostics.Concat(file.Documents.SelectMany(document => document.Diagnostics))))
            .Concat(_fleet)
            .OrderBy(found => found.File, StringComparer.Ordinal).ThenBy(found => found.Line).ThenBy(found => found.Column).ThenBy(found => found.Code, StringComparer.Ordinal)
            .ToValueList();

    /// <summary>A file or document that belongs to no bot counts as invalid by itself.</summary>
    private ManifestCounts Count() => new(
        _intents.Values.Count(intent => intent.Presence == DesiredPresence.Present),
        _intents.Values.Count(intent => intent.Presence == DesiredPresence.Invalid)
            + scan.Files.Count(file => !file.Sound)
            + scan.Documents.Count(pair => pair.Document is { Id: null, Kind: DocumentKind.Bot or DocumentKind.Unknown }),
        _intents.Values.Count(intent => intent.Presence == DesiredPresence.Held),
        scan.Documents.Count(pair => pair.Document.Kind == DocumentKind.Ignored));

    private static string Place((ScannedFile File, ScannedDocument Document) place) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place.File.Name}:{place.Document.Line}");
}
