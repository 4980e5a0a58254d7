namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>Paths that must stay below the directory that they are relative to.</summary>
internal static class RelativePath
{
    /// <summary>Says what is wrong with it; null: nothing.</summary>
    public static string? Problem(string path)
    {
        if (path.Length == 0) return "The path is empty.";
        if (path.Length > 1024) return "The path is too long.";
        if (path.Any(char.IsControl)) return "The path has control characters.";
        if (path[0] == '/') return "The path is absolute.";
        if (path[0] == '~') return "'~' has no meaning here.";
        if (path.Contains('\\', StringComparison.Ordinal)) return "The path has a backslash; write '/'.";
        foreach (string segment in path.Split('/'))
        {
            switch (segment)
            {
                case "..": return "The path leads out with '..'.";
                case "." or "": return "The path has an empty part or '.'.";
                case { Length: > 255 }: return "A part of the path is too long.";
            }
        }

        return null;
    }
}
