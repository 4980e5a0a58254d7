using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Tests.Storage;

namespace BotMaker.Reconciler.Tests.Hosting;

/// <summary>The file of Http:TokenFile.</summary>
[TestFixture]
public sealed class PageTokenTests
{
    private const string Good = "0123456789abcdef0123456789abcdef";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _directory = new();

    [OneTimeTearDown]
    public void Remove() => _directory.Dispose();

    [Test]
    public void NoFile_NoTokenIsAccepted() => PageToken.From(null, new Redactor())().Should().BeNull();

    [Test]
    public void Token_IsReadAnewAndNeverShown()
    {
        var (file, redactor) = (Write("good", Good + "\n", Own), new Redactor());
        var token = PageToken.From(file, redactor);
        token().Should().Be(Good);
        redactor.Redact($"x {Good}").Should().NotContain(Good);
        Write("good", new string('b', 32), Own);
        token().Should().Be(new string('b', 32));
    }

    [Test]
    public void FileThatBecameReadableToOthers_OpensNothing()
    {
        var file = Write("opened", Good, Own);
        var token = PageToken.From(file, new Redactor());
        File.SetUnixFileMode(file, Own | UnixFileMode.OtherRead);
        token().Should().BeNull();
    }

    [Test]
    public void FileThatCannotBeUsed_EndsTheStartAndSaysWhy()
    {
        Refusal(_directory["missing"]).Should().Contain("no such file");
        Refusal(Write("short", "secret", Own)).Should().Contain("at least 24 characters").And.NotContain("secret'");
        Refusal(Write("wide", Good, Own | UnixFileMode.GroupRead)).Should().Contain("others can read it").And.NotContain(Good);
    }

    private static string Refusal(string file) =>
        FluentActions.Invoking(() => PageToken.From(file, new Redactor())).Should().Throw<ConfigurationException>().Which.Message;

    private string Write(string name, string text, UnixFileMode mode)
    {
        File.WriteAllText(_directory[name], text);
        File.SetUnixFileMode(_directory[name], mode);
        return _directory[name];
    }
}
