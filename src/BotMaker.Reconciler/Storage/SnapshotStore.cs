using System.Globalization;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// Saved states of bots: <c>bots/&lt;id&gt;/snapshots/&lt;attempt&gt;/home</c>. One appears by a rename, whole, compared with what it was made of and on
/// disk; and going back to one makes a sibling of the home that takes its place at one moment. Only to be used while nothing of the bot runs.
/// </summary>
public sealed class SnapshotStore(DataDirectory data, TimeProvider time)
{
    /// <summary>The newest that are kept.</summary>
    public const int Kept = 3;

    private const string StampFile = "snapshot.json";

    /// <summary>What the bot's home takes on disk.</summary>
    /// <exception cref="TreeRefusedException">It could not be saved.</exception>
    public long Measure(BotId id) => Directory.Exists(data.Home(id)) ? StateTree.Read(data.Home(id)).Allocated : 0;

    /// <summary>Saves the bot's home. One that was saved under this number before is taken for good.</summary>
    /// <exception cref="TreeRefusedException">It holds what is not copied.</exception>
    /// <exception cref="IOException">It could not be copied; nothing is left of the try.</exception>
    public async Task SaveAsync(BotId id, int number, int oldAttempt, string? imageId, CancellationToken cancellationToken)
    {
        if (Directory.Exists(data.Snapshot(id, number))) return;
        DataDirectory.MakePrivate(data.Snapshots(id));
        var temporary = Path.Combine(data.Snapshots(id), string.Create(CultureInfo.InvariantCulture, $".{number}.tmp"));
        Remove(temporary);
        DataDirectory.MakePrivate(temporary);
        try
        {
            var tree = await CopyAsync(data.Home(id), Path.Combine(temporary, "home"), cancellationToken);
            var stamp = new SnapshotStamp
            {
                Attempt = number,
                OldAttempt = oldAttempt,
                ImageId = imageId,
                TakenAt = time.GetUtcNow(),
                Files = tree.Entries.Count,
                Bytes = tree.Allocated,
            };
            StateFile.Write(Path.Combine(temporary, StampFile), stamp, StorageJson.Default.SnapshotStamp);
            PosixTree.FlushFileSystem(temporary);
            Directory.Move(temporary, data.Snapshot(id, number));
            Posix.FlushDirectory(data.Snapshots(id));
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>Puts a saved state in the place of the bot's. May be repeated: the saved state stays.</summary>
    /// <exception cref="TreeRefusedException">There is no such state.</exception>
    /// <exception cref="IOException">It could not be copied; the bot's home is as it was.</exception>
    public async Task RestoreAsync(BotId id, int number, CancellationToken cancellationToken)
    {
        var saved = Path.Combine(data.Snapshot(id, number), "home");
        if (!Directory.Exists(saved)) throw new TreeRefusedException($"there is no saved state {number.ToString(CultureInfo.InvariantCulture)} of bot {id} ('{saved}').");
        var (home, sibling) = (data.Home(id), data.Home(id) + ".restoring");
        Remove(sibling);
        try
        {
            await CopyAsync(saved, sibling, cancellationToken);
            PosixTree.FlushFileSystem(sibling);
            if (Directory.Exists(home)) PosixTree.Exchange(sibling, home);
            else Directory.Move(sibling, home);
            Posix.FlushDirectory(data.Bot(id));
        }
        finally
        {
            Remove(sibling);
        }
    }

    /// <summary>Saved states, the newest first. One whose stamp cannot be read is left out.</summary>
    public IReadOnlyList<SnapshotStamp> List(BotId id) => Directory.Exists(data.Snapshots(id))
        ? [.. Numbers(id)
            .Select(number => StateFile.Read(id, Path.Combine(data.Snapshot(id, number), StampFile), StorageJson.Default.SnapshotStamp, time.GetUtcNow()).Content)
            .OfType<SnapshotStamp>()
            .OrderByDescending(stamp => stamp.Attempt)]
        : [];

    /// <summary>Removes all but the newest, and the one that a change may still need.</summary>
    public void Prune(BotId id, int? needed)
    {
        if (!Directory.Exists(data.Snapshots(id))) return;
        foreach (var number in Numbers(id).OrderDescending().Skip(Kept).Where(number => number != needed)) Remove(data.Snapshot(id, number));
    }

    private IEnumerable<int> Numbers(BotId id) => Directory.EnumerateDirectories(data.Snapshots(id))
        .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Where(number => number > 0);

    private static async Task<StateTree> CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var tree = StateTree.Read(from);
        await TreeCopy.RunAsync(from, to, cancellationToken);
        return StateTree.Difference(tree, StateTree.Read(to)) is { } difference ? throw new IOException($"The copy of '{from}' is not what it was made of: {difference}.") : tree;
    }

    /// <summary>Does not follow symbolic links: it removes them.</summary>
    private static void Remove(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
