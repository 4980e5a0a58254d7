using System.Diagnostics;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>The git work tree that the manifests lie in, if they do. Nothing here fails a scan: what cannot be told is left out.</summary>
internal static class WorkTree
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>The directory that holds <c>.git</c>; null: none.</summary>
    public static string? RootOf(string? directory)
    {
        for (string? at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            string git = Path.Combine(at, ".git");
            if (Directory.Exists(git) || File.Exists(git)) return at;
        }

        return null;
    }

    /// <summary>Read without git: <c>HEAD</c>, then the ref, loose or packed. Null: it cannot be told.</summary>
    public static string? CommitOf(string root)
    {
        try
        {
            string git = GitDirectory(root);
            string head = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
            if (!head.StartsWith("ref: ", StringComparison.Ordinal)) return IsCommit(head) ? head : null;
            string name = head["ref: ".Length..];
            // In a linked work tree the refs stand in the common directory.
            string common = Path.Combine(git, "commondir") is var pointer && File.Exists(pointer) ? Path.Combine(git, File.ReadAllText(pointer).Trim()) : git;
            return Loose(git, name) ?? Loose(common, name) ?? Packed(common, name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Asks git whether anything below <paramref name="directory"/> differs from the commit. False also when git is not there or does not answer in time.</summary>
    public static async Task<bool> IsDirtyAsync(string directory, CancellationToken cancellationToken)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // Settings that would run programs of the repository's choice are switched off.
        foreach (string argument in (string[])["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", directory, "status", "--porcelain", "--", "."]) process.StartInfo.ArgumentList.Add(argument);
        process.StartInfo.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            if (!process.Start()) return false;
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            string changes = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await errors;
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0 && changes.Length > 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string GitDirectory(string root)
    {
        string git = Path.Combine(root, ".git");
        if (Directory.Exists(git)) return git;
        string pointer = File.ReadAllText(git).Trim();
        return pointer.StartsWith("gitdir: ", StringComparison.Ordinal) ? Path.GetFullPath(Path.Combine(root, pointer["gitdir: ".Length..])) : git;
    }

    private static string? Loose(string git, string name) =>
        Path.Combine(git, name) is var path && File.Exists(path) && File.ReadAllText(path).Trim() is var commit && IsCommit(commit) ? commit : null;

    private static string? Packed(string git, string name)
    {
        string path = Path.Combine(git, "packed-refs");
        if (!File.Exists(path)) return null;
        foreach (string line in File.ReadLines(path))
        {
            if (line.EndsWith($" {name}", StringComparison.Ordinal) && IsCommit(line[..^(name.Length + 1)])) return line[..^(name.Length + 1)];
        }

        return null;
    }

    private static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
