using System.Globalization;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>Where everything of ours stands on disk, and with which modes. Opening it makes what is missing and tightens what is too open.</summary>
public sealed class DataDirectory
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private DataDirectory(string root, string runtime)
    {
        Root = root;
        Runtime = runtime;
    }

    public string Root { get; }

    /// <summary>A tmpfs: secret values live here.</summary>
    public string Runtime { get; }

    public string Lock => Path.Combine(Root, "lock");

    public string Instance => Path.Combine(Root, "instance");

    /// <summary>The key of the digests that tell secret values apart.</summary>
    public string DigestKey => Path.Combine(Root, "digest.key");

    /// <summary>Who holds what.</summary>
    public string Holds => Path.Combine(Root, "holds.json");

    /// <summary>Which bots wait for their deletion, and the state of the fuse.</summary>
    public string Removals => Path.Combine(Root, "removals.json");

    /// <summary>What images were found to hold.</summary>
    public string ImageReleases => Path.Combine(Root, "image-releases.json");

    public string Bots => Path.Combine(Root, "bots");

    public string Trash => Path.Combine(Root, "trash");

    /// <summary>Generated secrets, by bot.</summary>
    public string GeneratedSecrets => Path.Combine(Root, "secrets");

    /// <summary>Materialised secret values, by bot and attempt.</summary>
    public string RuntimeSecrets => Path.Combine(Runtime, "secrets");

    /// <exception cref="DataDirectoryException">It cannot be made, written or owned.</exception>
    public static DataDirectory Open(DataOptions options)
    {
        var data = new DataDirectory(Path.GetFullPath(options.Directory), Path.GetFullPath(options.RuntimeDirectory));
        MakePrivate(data.Root);
        MakePrivate(data.Bots);
        MakePrivate(data.Trash);
        MakePrivate(data.GeneratedSecrets);
        Make(data.Runtime, Passable);
        MakePrivate(data.RuntimeSecrets);
        return data;
    }

    public string Bot(BotId id) => Path.Combine(Bots, id.Value);

    public string Record(BotId id) => Path.Combine(Bot(id), "record.json");

    public string History(BotId id) => Path.Combine(Bot(id), "history.json");

    public string Restarts(BotId id) => Path.Combine(Bot(id), "restarts.json");

    /// <summary>The journal of a change under way.</summary>
    public string Rollout(BotId id) => Path.Combine(Bot(id), "rollout.json");

    /// <summary>Saved states, by the attempt that each was saved for.</summary>
    public string Snapshots(BotId id) => Path.Combine(Bot(id), "snapshots");

    public string Snapshot(BotId id, int number) => Path.Combine(Snapshots(id), number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Packages in its state.</summary>
    public string Packages(BotId id) => Path.Combine(Bot(id), "packages.json");

    /// <summary>The bot's own state, mounted read-write. The bot controls what is inside.</summary>
    public string Home(BotId id) => Path.Combine(Bot(id), "home");

    public string Attempts(BotId id) => Path.Combine(Bot(id), "attempts");

    public string Attempt(BotId id, int number) => Path.Combine(Attempts(id), number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The configuration as it was rendered for an attempt, without secret values; the daemon's own, while the attempt's directory is the bot's.</summary>
    public string RenderedConfiguration(BotId id, int number) => Path.Combine(Attempts(id), $"{number.ToString(CultureInfo.InvariantCulture)}.json");

    /// <summary>The mounted configuration that a change under way replaced, to be put back if the gateway does not take the new one. It may hold secrets.</summary>
    public string ReplacedConfiguration(BotId id, int number) => Path.Combine(RuntimeSecrets, id.Value, $"{number.ToString(CultureInfo.InvariantCulture)}.replaced");

    public string AttemptSecrets(BotId id, int number) => Path.Combine(RuntimeSecrets, id.Value, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes the directory of a bot, which is the daemon's own.</summary>
    public void EnsureBot(BotId id) => MakePrivate(Bot(id));

    internal static void MakePrivate(string path) => Make(path, Private);

    private static void Make(string path, UnixFileMode mode)
    {
        try
        {
            if (!Directory.Exists(path)) Directory.CreateDirectory(path, mode);
            var current = File.GetUnixFileMode(path);
            if ((current & ~mode) != UnixFileMode.None) File.SetUnixFileMode(path, mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryException(
                $"The directory '{path}' cannot be used: {exception.Message} Make it, owned by the user of the daemon and with mode 0700, or name another one.",
                exception);
        }
    }
}
