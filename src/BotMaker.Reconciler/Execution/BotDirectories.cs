using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Makes and removes the directories that are mounted into a bot: its home, which stays, and one directory per attempt. They belong to the bot's uid;
/// the directory above them is the daemon's own, so that no other bot can reach them. A daemon that may not change owners runs its bots under its own uid.
/// </summary>
public sealed partial class BotDirectories
{
    private readonly DataDirectory _data;
    private readonly UidAllocator _uids;
    private readonly ILogger<BotDirectories> _logger;

    public BotDirectories(DataDirectory data, UidAllocator uids, ILogger<BotDirectories> logger)
    {
        _data = data;
        _uids = uids;
        _logger = logger;
        CanChangeOwner = ProbeOwner(data, uids.FirstUid);
        if (!CanChangeOwner) OwnUid(Posix.EffectiveUid);
    }

    /// <summary>May this process give files to other users (<c>CAP_CHOWN</c>)?</summary>
    public bool CanChangeOwner { get; }

    /// <summary>The uid, and gid, that the bot's process runs under.</summary>
    /// <exception cref="UidRangeExhaustedException">There is none left.</exception>
    public int UidOf(DesiredBot bot) => bot.Spec.Security.RunAsUser ?? (CanChangeOwner ? _uids.For(bot.Id) : Posix.EffectiveUid);

    /// <summary>Makes what is missing, with modes and owners as they must be. May be repeated.</summary>
    /// <param name="bot">Whose.</param>
    /// <param name="attempt">The attempt that mounts them.</param>
    /// <param name="files">Content of the attempt's directory by name.</param>
    /// <param name="secrets">Content of its directory on the tmpfs by name.</param>
    internal void Prepare(DesiredBot bot, int attempt, IReadOnlyDictionary<string, byte[]> files, IReadOnlyDictionary<string, byte[]> secrets)
    {
        var uid = UidOf(bot);
        _data.EnsureBot(bot.Id);
        Give(_data.Home(bot.Id), uid);
        // Secrets first: a running gateway reads its configuration as soon as it changes, and what that refers to must be there.
        DataDirectory.MakePrivate(Path.Combine(_data.RuntimeSecrets, bot.Id.Value));
        Fill(_data.AttemptSecrets(bot.Id, attempt), secrets, uid);
        DataDirectory.MakePrivate(_data.Attempts(bot.Id));
        Fill(_data.Attempt(bot.Id, attempt), files, uid);
    }

    /// <summary>Removes the configuration that was replaced, values that nothing refers to any more, and what a crash in the middle of a write left.</summary>
    internal void ForgetReplaced(BotId id, int attempt, IReadOnlySet<string> wanted)
    {
        TryDelete(_data.ReplacedConfiguration(id, attempt));
        var directory = _data.AttemptSecrets(id, attempt);
        if (!Directory.Exists(directory)) return;
        foreach (var path in Directory.EnumerateFileSystemEntries(directory))
        {
            if (!wanted.Contains(Path.GetFileName(path))) TryDelete(path);
        }
    }

    /// <summary>Removes an attempt's files. Failing to is no reason to fail anything else: what is left is cleaned up later.</summary>
    public void ForgetAttempt(BotId id, int attempt)
    {
        TryDelete(_data.AttemptSecrets(id, attempt));
        TryDelete(_data.ReplacedConfiguration(id, attempt));
        TryDelete(_data.Attempt(id, attempt));
        TryDelete(_data.RenderedConfiguration(id, attempt));
    }

    /// <summary>Removes the values that an attempt mounted; nothing of them is needed once its container is gone.</summary>
    public void ForgetSecrets(BotId id, int attempt)
    {
        TryDelete(_data.AttemptSecrets(id, attempt));
        TryDelete(_data.ReplacedConfiguration(id, attempt));
    }

    /// <summary>Removes every value of a bot below the runtime directory.</summary>
    public void ForgetSecrets(BotId id) => TryDelete(Path.Combine(_data.RuntimeSecrets, id.Value));

    /// <summary>Removes everything of a bot except its home.</summary>
    public void Forget(BotId id)
    {
        TryDelete(_data.Attempts(id));
        TryDelete(Path.Combine(_data.RuntimeSecrets, id.Value));
    }

    private static bool ProbeOwner(DataDirectory data, int uid)
    {
        var probe = Path.Combine(data.Root, $".owner-{Guid.NewGuid():N}");
        DataDirectory.MakePrivate(probe);
        try
        {
            return Posix.TryChangeOwner(probe, uid, uid);
        }
        finally
        {
            Directory.Delete(probe);
        }
    }

    /// <summary>The directory is handed over last, so that nobody else can put anything into it while it is filled.</summary>
    private static void Fill(string directory, IReadOnlyDictionary<string, byte[]> files, int uid)
    {
        DataDirectory.MakePrivate(directory);
        foreach (var (name, content) in files)
        {
            var path = Path.Combine(directory, name);
            if (!Holds(path, content, uid)) AtomicFile.Write(path, content, owner: uid);
        }

        GiveExisting(directory, uid);
    }

    /// <summary>What is as it should be is left alone: a gateway that watches its configuration sees a rename even where nothing differs.</summary>
    private static bool Holds(string path, ReadOnlySpan<byte> content, int uid)
    {
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null && file.Length == content.Length && file.UnixFileMode == AtomicFile.OwnerOnly
            && Posix.OwnerOf(path) == uid && content.SequenceEqual(File.ReadAllBytes(path));
    }

    private static void Give(string path, int uid)
    {
        DataDirectory.MakePrivate(path);
        GiveExisting(path, uid);
    }

    private static void GiveExisting(string path, int uid)
    {
        if (Posix.OwnerOf(path) == uid) return;
        if (!Posix.TryChangeOwner(path, uid, uid))
            throw new UnauthorizedAccessException($"'{path}' cannot be given to uid {uid}: the daemon lacks CAP_CHOWN. Give it that, or leave spec.security.runAsUser out.");
    }

    private void TryDelete(string path)
    {
        try
        {
            // Does not follow symbolic links: it removes them.
            if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null) Directory.Delete(path, recursive: true);
            else if (Path.Exists(path)) File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NotRemoved(path, exception.Message);
        }
    }
}
