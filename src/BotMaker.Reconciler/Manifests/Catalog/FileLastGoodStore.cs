using System.Text.Json;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Schema;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>
/// <c>bots/&lt;id&gt;/desired.json</c> and <c>source.json</c> in the data directory, mode 0600, each replaced as a whole.
/// </summary>
internal sealed class FileLastGoodStore(DataDirectory data, TimeProvider time) : ILastGoodStore
{
    private const string FileName = "desired.json";

    private string SourceFile => Path.Combine(data.Root, "source.json");

    public IReadOnlyList<LastGood> LoadAll(List<string> problems)
    {
        List<LastGood> found = [];
        foreach (string directory in Directory.EnumerateDirectories(data.Bots).Order(StringComparer.Ordinal))
        {
            if (BotId.TryParse(Path.GetFileName(directory), out var id) && Load(id, problems) is { } kept) found.Add(kept);
        }

        return found;
    }

    public LastGood? Load(BotId id) => Load(id, []);

    public void Save(LastGood lastGood)
    {
        var source = lastGood.Bot.Source;
        var document = SpecDocument.Write(lastGood.Bot);
        document["generation"] = lastGood.Bot.Generation;
        JsonObject origin = new() { ["file"] = source.File, ["document"] = source.Document, ["line"] = source.Line };
        if (source.Commit is { } commit)
        {
            origin["commit"] = commit;
            origin["dirty"] = source.Dirty;
        }

        document["source"] = origin;
        document["defaults"] = new JsonArray([.. lastGood.Defaults.Select(file => (JsonNode)file)]);
        data.EnsureBot(lastGood.Bot.Id);
        AtomicFile.Write(PathOf(lastGood.Bot.Id), SpecDocument.ToUtf8(document));
    }

    public SourceMemory LoadSource()
    {
        if (!File.Exists(SourceFile)) return SourceMemory.None;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(SourceFile));
            var root = document.RootElement;
            return new SourceMemory(
                root.TryGetProperty("device", out var device) && device.ValueKind == JsonValueKind.String ? device.GetString() : null,
                root.TryGetProperty("emptyConfirmed", out var confirmed) && confirmed.ValueKind == JsonValueKind.True);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Less is remembered then; the next healthy scan writes it anew.
            SetAside(SourceFile);
            return SourceMemory.None;
        }
    }

    public void SaveSource(SourceMemory memory) => AtomicFile.Write(
        SourceFile, SpecDocument.ToUtf8(new JsonObject { ["device"] = memory.Device, ["emptyConfirmed"] = memory.EmptyConfirmed }));

    private LastGood? Load(BotId id, List<string> problems)
    {
        string path = PathOf(id);
        if (!File.Exists(path)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(id, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            problems.Add($"{path} is damaged and was set aside as {SetAside(path)}: {exception.Message}");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path} cannot be read: {exception.Message}");
            return null;
        }
    }

    private static LastGood Read(BotId id, JsonElement root)
    {
        var metadata = SpecDocument.ReadMetadata(root.GetProperty("metadata"));
        var source = root.GetProperty("source");
        var bot = new DesiredBot
        {
            Id = id,
            Spec = SpecDocument.ReadSpec(root.GetProperty("spec")),
            Labels = metadata.Labels,
            Annotations = metadata.Annotations,
            Generation = root.GetProperty("generation").GetInt64(),
            Source = new Provenance
            {
                File = source.GetProperty("file").GetString() ?? "",
                Document = source.GetProperty("document").GetInt32(),
                Line = source.GetProperty("line").GetInt32(),
                Commit = source.TryGetProperty("commit", out var commit) ? commit.GetString() : null,
                Dirty = source.TryGetProperty("dirty", out var dirty) && dirty.GetBoolean(),
            },
        };
        return new LastGood(bot, root.GetProperty("defaults").EnumerateArray().Select(file => file.GetString() ?? "").ToValueList());
    }

    private string PathOf(BotId id) => Path.Combine(data.Bot(id), FileName);

    private string SetAside(string path)
    {
        string aside = $"{path}.corrupt-{time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)}";
        try
        {
            File.Move(path, aside, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{path} ({exception.Message})";
        }

        return aside;
    }
}
