namespace BotMaker.Reconciler.Tests.Architecture;

/// <summary>What no analyzer holds.</summary>
[TestFixture]
public sealed class SourceTests
{
    private const int HardLimit = 350;

    private static readonly string[] Unfinished = ["TODO", "FIXME", "HACK", "NotImplementedException"];

    [Test]
    public void NoFile_IsLongerThanTheHardLimit() =>
        Repository.Sources().Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count())).Where(file => file.Lines > HardLimit).Should().BeEmpty();

    [Test]
    public void NoFile_IsUnfinished() =>
        Repository.Sources().Where(file => Array.Exists(Unfinished, word => File.ReadAllText(file).Contains(word, StringComparison.Ordinal))).Select(Repository.Relative).Should().BeEmpty();

    [Test]
    public void MedianFile_IsShort()
    {
        var lengths = Repository.Sources().Select(file => File.ReadLines(file).Count()).Order().ToList();
        lengths[lengths.Count / 2].Should().BeLessThan(60);
    }
}
