using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Right before a start: could anybody but the bot have read, planted or redirected what its container is about to mount? The directories above belong to
/// the daemon alone, so neither another bot nor a login with the same number reaches the leaf.
/// </summary>
internal static class MountCheck
{
    /// <param name="data">Where.</param>
    /// <param name="bot">Whose.</param>
    /// <param name="attempt">Which is about to start.</param>
    /// <param name="uid">The bot's.</param>
    /// <param name="writesConfiguration">The bot may write there itself, so what is inside is its own affair.</param>
    /// <returns>Null: all is well. Otherwise which name is wrong, how, and what to do.</returns>
    public static string? Problem(DataDirectory data, BotId bot, int attempt, int uid, bool writesConfiguration)
    {
        var secrets = data.AttemptSecrets(bot, attempt);
        return Directory(data.RuntimeSecrets, Posix.EffectiveUid)
            ?? Directory(Path.GetDirectoryName(secrets)!, Posix.EffectiveUid)
            ?? Leaf(secrets, uid)
            ?? Directory(data.Attempts(bot), Posix.EffectiveUid)
            ?? (writesConfiguration ? Directory(data.Attempt(bot, attempt), uid) : Leaf(data.Attempt(bot, attempt), uid));
    }

    private static string? Leaf(string path, int uid) => Directory(path, uid) ?? System.IO.Directory.EnumerateFileSystemEntries(path)
        .Order(StringComparer.Ordinal)
        .Select(entry => File(entry, path, uid))
        .FirstOrDefault(problem => problem is not null);

    private static string? Directory(string path, int uid) => Posix.Examine(path) switch
    {
        null => $"'{path}' is not there",
        { IsSymbolicLink: true } => $"'{path}' is a symbolic link. Remove it: the directory is made anew",
        { IsDirectory: false } => $"'{path}' is not a directory. Remove it: the directory is made anew",
        { Uid: var owner } when owner != uid => $"'{path}' belongs to uid {owner} and not to uid {uid}. Find out who changed that, then remove it: it is made anew",
        { IsOpenToOthers: true, Octal: var mode } => $"'{path}' has mode {mode}, so others reach what is inside. Find out who changed that, and consider the values known; then chmod 0700 '{path}'",
        _ => null,
    };

    private static string? File(string path, string directory, int uid) => Posix.Examine(path) switch
    {
        null => null,
        { IsSymbolicLink: true } => $"'{path}' is a symbolic link. Remove '{directory}': it is written anew",
        { IsRegular: false } => $"'{path}' is not a regular file. Remove '{directory}': it is written anew",
        { Links: > 1 and var links } => $"'{path}' has {links} hard links: another name reaches the same bytes. Consider the value known, and remove '{directory}': it is written anew",
        { Uid: var owner } when owner != uid => $"'{path}' belongs to uid {owner} and not to uid {uid}. Remove '{directory}': it is written anew",
        { IsOpenToOthers: true, Octal: var mode } => $"'{path}' has mode {mode}, so others can read it. Consider the value known, and remove '{directory}': it is written anew",
        _ => null,
    };
}
