using System.Collections.Immutable;
using System.Globalization;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// What is kept of deleted bots: <c>trash/&lt;id&gt;-&lt;time&gt;/</c> with the bot's directory and its generated secrets, each moved as a whole, so that
/// a crash leaves it in one place or in the other. Every step may be repeated.
/// </summary>
public sealed class TrashStore
{
    private const string EntryFile = "entry.json";
    private const string BotPart = "bot";
    private const string SecretsPart = "secrets";

    private readonly DataDirectory _data;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private volatile ImmutableList<TrashEntry> _entries;

    /// <summary>Reads what is there.</summary>
    public TrashStore(DataDirectory data, TimeProvider time)
    {
        (_data, _time) = (data, time);
        _entries = [.. Directory.EnumerateDirectories(data.Trash).Where(path => Directory.Exists(Path.Combine(path, BotPart))).Select(Read).OfType<TrashEntry>()
            .OrderByDescending(entry => entry.DeletedAt).ThenBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<TrashEntry> Entries => _entries;

    /// <summary>The newest of one bot.</summary>
    public TrashEntry? Find(BotId id) => _entries.Find(entry => entry.Bot == id);

    /// <summary>What somebody wants back of this bot.</summary>
    public TrashEntry? Wanted(BotId id) => _entries.Find(entry => entry.Bot == id && entry.IsWanted);

    /// <summary>Moves everything that is kept of a bot to the trash. Nothing of it may run or be mounted.</summary>
    /// <param name="id">Which bot.</param>
    /// <param name="manifest">Where its manifest was.</param>
    /// <returns>The new entry; null when nothing was kept.</returns>
    /// <exception cref="IOException">It could not be moved.</exception>
    public TrashEntry? Put(BotId id, string? manifest)
    {
        lock (_lock)
        {
            if (!Directory.Exists(_data.Bot(id))) return null;
            var now = _time.GetUtcNow();
            var name = string.Create(CultureInfo.InvariantCulture, $"{id}-{now.UtcDateTime:yyyyMMddTHHmmssfff}");
            var entry = new TrashEntry(name, id, now, manifest, IsWanted: false);
            DataDirectory.MakePrivate(PathOf(entry));
            Write(entry);
            Move(_data.Bot(id), Path.Combine(PathOf(entry), BotPart));
            _entries = _entries.Insert(0, entry);
            // Should a crash leave them behind, a bot that comes back finds them where they belong.
            Move(Path.Combine(_data.GeneratedSecrets, id.Value), Path.Combine(PathOf(entry), SecretsPart));
            return entry;
        }
    }

    /// <summary>Marks an entry as wanted back.</summary>
    public TrashEntry Want(TrashEntry entry)
    {
        lock (_lock)
        {
            var wanted = entry with { IsWanted = true };
            Write(wanted);
            _entries = _entries.Replace(entry, wanted);
            return wanted;
        }
    }

    /// <summary>Moves an entry back; what the bot has now takes its place in the trash. Nothing of the bot may run or be mounted.</summary>
    /// <exception cref="IOException">It could not be moved.</exception>
    public void Restore(TrashEntry entry)
    {
        lock (_lock)
        {
            if (Directory.Exists(_data.Home(entry.Bot))) Put(entry.Bot, entry.Manifest);
            // Without a home there is nothing but what the scan of its manifest wrote, and writes again.
            else if (Directory.Exists(_data.Bot(entry.Bot))) Directory.Delete(_data.Bot(entry.Bot), recursive: true);
            Move(Path.Combine(PathOf(entry), SecretsPart), Path.Combine(_data.GeneratedSecrets, entry.Bot.Value));
            Move(Path.Combine(PathOf(entry), BotPart), _data.Bot(entry.Bot));
            _entries = _entries.Remove(entry);
            Directory.Delete(PathOf(entry), recursive: true);
        }
    }

    /// <summary>Removes an entry for good.</summary>
    /// <exception cref="IOException">It could not be removed.</exception>
    public void Delete(TrashEntry entry)
    {
        lock (_lock)
        {
            // Does not follow symbolic links: it removes them.
            Directory.Delete(PathOf(entry), recursive: true);
            _entries = _entries.Remove(entry);
        }
    }

    /// <summary>Whose the homes in the trash are: a uid that owns one is not given to another bot.</summary>
    internal static IEnumerable<(BotId Id, int? Uid)> HomeOwners(DataDirectory data) => Directory.EnumerateDirectories(data.Trash)
        .Select(path => (Name: Path.GetFileName(path), Uid: Posix.OwnerOf(Path.Combine(path, BotPart, "home"))))
        .Where(found => found.Uid is not null && found.Uid != Posix.EffectiveUid && BotOf(found.Name) is not null)
        .Select(found => (BotOf(found.Name)!.Value, found.Uid));

    internal string PathOf(TrashEntry entry) => Path.Combine(_data.Trash, entry.Name);

    private void Write(TrashEntry entry) => StateFile.Write(
        Path.Combine(PathOf(entry), EntryFile),
        new TrashDocument { Bot = entry.Bot.Value, DeletedAt = entry.DeletedAt, Manifest = entry.Manifest, IsWanted = entry.IsWanted },
        StorageJson.Default.TrashDocument);

    /// <summary>Both ends are made durable; what is not there was moved before.</summary>
    private static void Move(string from, string to)
    {
        if (!Directory.Exists(from)) return;
        Directory.Move(from, to);
        Posix.FlushDirectory(Path.GetDirectoryName(from)!);
        Posix.FlushDirectory(Path.GetDirectoryName(to)!);
    }

    /// <summary>The entry's file says what it is; without it, its name does.</summary>
    private TrashEntry? Read(string path)
    {
        var name = Path.GetFileName(path);
        var (document, _) = StateFile.Read(bot: null, Path.Combine(path, EntryFile), StorageJson.Default.TrashDocument, _time.GetUtcNow());
        if (document is not null && BotId.TryParse(document.Bot, out var id)) return new TrashEntry(name, id, document.DeletedAt, document.Manifest, document.IsWanted);
        return BotOf(name) is { } bot ? new TrashEntry(name, bot, new DateTimeOffset(Directory.GetLastWriteTimeUtc(path), TimeSpan.Zero), Manifest: null, IsWanted: false) : null;
    }

    private static BotId? BotOf(string name) => name.LastIndexOf('-') is > 0 and var dash && BotId.TryParse(name[..dash], out var id) ? id : null;
}
