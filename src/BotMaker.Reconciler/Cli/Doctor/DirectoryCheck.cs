using System.Globalization;
using BotMaker.Reconciler.Hosting.Settings;

namespace BotMaker.Reconciler.Cli.Doctor;

/// <summary>The places on disk: there, not open to others, with room.</summary>
internal static class DirectoryCheck
{
    private const UnixFileMode OthersMayWrite = UnixFileMode.OtherWrite;
    private const UnixFileMode OthersMayRead = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const long LeastFree = 2L << 30;
    private const double LeastShare = 0.05;

    public static IEnumerable<Finding> Run(DaemonOptions options)
    {
        yield return Look("manifests", options.Manifests.Directory, OthersMayWrite, "writes manifests writes bots");
        yield return Look("data", options.Data.Directory, OthersMayRead | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute, "reads it reads the bots' state");
        yield return Look("runtime", options.Data.RuntimeDirectory, OthersMayRead, "lists it finds the secret files of running bots");
        yield return Look("secrets", options.Data.SecretsDirectory, OthersMayRead | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute, "reads it has the secrets");
        foreach (var finding in Secrets(options.Data.SecretsDirectory)) yield return finding;
        if (Disk(options.Data.Directory) is { } disk) yield return disk;
    }

    private static Finding Look(string what, string path, UnixFileMode forbidden, string why)
    {
        if (!Directory.Exists(path))
            return Finding.Problem("directories", $"The {what} directory '{path}' is not there. Make it, or name another one in the configuration; the daemon makes its data and runtime directories itself at its first start.");
        var mode = File.GetUnixFileMode(path);
        return (mode & forbidden) == UnixFileMode.None
            ? Finding.Ok("directories", $"{what}: {path} ({Octal(mode)})")
            : Finding.Problem("directories", $"The {what} directory '{path}' has mode {Octal(mode)}; whoever {why}. chmod {Octal(mode & ~forbidden)} '{path}'.");
    }

    private static IEnumerable<Finding> Secrets(string root)
    {
        if (!Directory.Exists(root)) yield break;
        var (count, wrong) = (0, new List<Finding>());
        IReadOnlyList<string> files;
        try
        {
            files = [.. Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = false })];
        }
        catch (UnauthorizedAccessException)
        {
            files = [];
            wrong.Add(Finding.Note("secrets", $"'{root}' may not be read by this user; run as the daemon's user to look at it."));
        }

        foreach (var file in files)
        {
            count++;
            if (new FileInfo(file).LinkTarget is not null) wrong.Add(Finding.Problem("secrets", $"{file} is a symbolic link, which is refused: put the file itself there."));
            else if ((File.GetUnixFileMode(file) & OthersMayRead) is not UnixFileMode.None)
                wrong.Add(Finding.Problem("secrets", $"{file} has mode {Octal(File.GetUnixFileMode(file))}, so others can read it, and it is refused. chmod 0600 '{file}', and consider the value known."));
        }

        if (wrong.Count == 0) yield return Finding.Ok("secrets", string.Create(CultureInfo.InvariantCulture, $"{count} secret files, none of them open to others"));
        foreach (var finding in wrong) yield return finding;
    }

    private static Finding? Disk(string path)
    {
        if (!Directory.Exists(path)) return null;
        var drive = new DriveInfo(path);
        var (free, total) = (drive.AvailableFreeSpace, drive.TotalSize);
        var text = string.Create(CultureInfo.InvariantCulture, $"{free >> 20} MiB of {total >> 20} MiB free below {path}");
        return free >= Math.Max(LeastFree, total * LeastShare)
            ? Finding.Ok("disk", text)
            : Finding.Problem("disk", $"{text}: less than 5 % or 2 GiB, so images and snapshots may not fit. Make room, for example with `docker image prune`.");
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
