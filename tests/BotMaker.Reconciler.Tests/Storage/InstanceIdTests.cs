using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Tests.Storage;

[TestFixture]
public sealed class InstanceIdTests
{
    private TemporaryDirectory _directory = null!;
    private DataDirectory _data = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void Resolve_Twice_IsTheSame()
    {
        var first = InstanceId.Resolve(_data, configured: null);

        InstanceId.Resolve(_data, configured: null).Should().Be(first);
        first.Value.Should().MatchRegex("^[0-9a-f]{16}$");
        File.GetUnixFileMode(_data.Instance).Should().Be(AtomicFile.OwnerOnly);
    }

    [Test]
    public void Resolve_Configured_WinsAndIsNotKept()
    {
        InstanceId.Resolve(_data, "blue").Value.Should().Be("blue");
        File.Exists(_data.Instance).Should().BeFalse();
    }

    [TestCase("")]
    [TestCase("Blue Green")]
    public void Resolve_DamagedFile_IsNeverReplacedByANewId(string content)
    {
        File.WriteAllText(_data.Instance, content);

        var resolve = () => InstanceId.Resolve(_data, configured: null);

        resolve.Should().Throw<DataDirectoryException>().WithMessage("*botmaker.reconciler*");
        File.ReadAllText(_data.Instance).Should().Be(content);
    }
}
