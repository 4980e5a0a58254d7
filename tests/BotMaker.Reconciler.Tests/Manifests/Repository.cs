namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>Files of the repository that are also test inputs.</summary>
internal static class Repository
{
    public static readonly string Root = Find(AppContext.BaseDirectory);

    public static string Manifests => Path.Combine(Root, "manifests");

    /// <summary>Set to 1 to write expected files instead of comparing with them.</summary>
    public static bool UpdatesExpectations => Environment.GetEnvironmentVariable("UPDATE_EXPECTED") is "1";

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "BotMaker.Reconciler.sln")) ? directory : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("not in the repository"));
}
