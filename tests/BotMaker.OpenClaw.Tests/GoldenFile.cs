using System.Runtime.CompilerServices;

namespace BotMaker.OpenClaw.Tests;

/// <summary>Expected documents as files. With BOTMAKER_UPDATE_GOLDEN=1 a run writes them anew; the change is then for review.</summary>
internal static class GoldenFile
{
    public static void ShouldHold(string name, string actual)
    {
        var path = Path.Combine(Directory(), name);
        if (Environment.GetEnvironmentVariable("BOTMAKER_UPDATE_GOLDEN") is "1") File.WriteAllText(path, actual);
        File.Exists(path).Should().BeTrue($"{name} is missing; run with BOTMAKER_UPDATE_GOLDEN=1 and review it");
        actual.Should().Be(File.ReadAllText(path), name);
    }

    private static string Directory([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "golden");
}
