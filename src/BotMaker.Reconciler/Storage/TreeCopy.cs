using System.Diagnostics;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// Copies a directory with everything that belongs to it (modes, owners, times, links, holes, extended attributes), sharing blocks where the file system
/// can: by <c>cp</c> of coreutils, which does all of that by descriptors and is part of every system that we run on (ADR 6).
/// </summary>
internal static class TreeCopy
{
    private static readonly string[] Places = ["/usr/bin/cp", "/bin/cp"];

    /// <exception cref="IOException">It is not there, or it failed.</exception>
    public static async Task RunAsync(string from, string to, CancellationToken cancellationToken)
    {
        var program = Array.Find(Places, File.Exists) ?? throw new IOException("cp is not installed: the state of a bot cannot be copied without it. Debian's package is coreutils.");
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--archive", "--no-target-directory", "--reflink=auto", "--sparse=always", "--", from, to]) start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start) ?? throw new IOException($"{program} could not be started.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0) throw new IOException($"'{from}' could not be copied: {First(await errors)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static string First(string errors) => errors.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? line : "cp did not say why";
}
