namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>The product as <c>make build</c> leaves it.</summary>
internal static class Executable
{
    public static string Repository { get; } = FindRepository();

    public static string Path { get; } = System.IO.Path.Combine(Repository, "artifacts/botmaker/botmaker");

    private static string FindRepository()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "BotMaker.Reconciler.sln"))) return directory.FullName;
        }

        throw new InvalidOperationException("the benchmarks run from a built working tree: scripts/bench builds one");
    }
}
