namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>The places where a path can be turned to another target: each link on it, and its last name.</summary>
internal static class LinkedPath
{
    private const int MaxLinks = 40;

    /// <returns>Directory and name of each, for a watcher.</returns>
    public static IReadOnlyList<(string Directory, string Name)> TurningPoints(string path)
    {
        List<(string, string)> points = [];
        Stack<string> rest = new(Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        string at = "/";
        while (rest.TryPop(out string? name))
        {
            if (name is "..")
            {
                at = Path.GetDirectoryName(at) ?? "/";
                continue;
            }

            if (name is ".") continue;
            string here = Path.Combine(at, name);
            string? target = TargetOf(here);
            if ((target is not null || rest.Count == 0) && !points.Contains((at, name))) points.Add((at, name));
            if (target is null)
            {
                at = here;
                continue;
            }

            if (points.Count > MaxLinks) break;
            if (target.StartsWith('/')) at = "/";
            foreach (string part in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) rest.Push(part);
        }

        return points;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
