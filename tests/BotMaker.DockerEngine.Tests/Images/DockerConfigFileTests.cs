using System.Text;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;
using BotMaker.Testing.Time;

namespace BotMaker.DockerEngine.Tests.Images;

[TestFixture]
internal sealed class DockerConfigFileTests
{
    private string _directory = "";
    private DockerConfigFile _file = null!;

    [SetUp]
    public void Create()
    {
        _directory = Directory.CreateTempSubdirectory("bm-config").FullName;
        _file = new DockerConfigFile(Path.Combine(_directory, "config.json")) { HelperDirectory = _directory };
    }

    [TearDown]
    public void Remove() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task MissingFile_IsAnonymous() => (await _file.FindAsync("r.io/x")).Should().BeNull();

    [TestCase("r.io/x:1", "r.io", "r.io")]
    [TestCase("r.io:5000/x", "r.io:5000", "r.io:5000")]
    [TestCase("r.io/x", "https://r.io/v1/", "r.io")]
    [TestCase("busybox", "https://index.docker.io/v1/", "https://index.docker.io/v1/")]
    [TestCase("someone/x", "docker.io", "https://index.docker.io/v1/")]
    public async Task EntryOfTheRegistry_IsFoundByItsHost(string reference, string key, string server)
    {
        Write("{\"auths\":{" + Entry("other.io", "no:no") + "," + Entry(key, "me:pa:ss") + "}}");

        var found = await _file.FindAsync(reference);

        found.Should().Be(new RegistryCredentials { ServerAddress = server, Username = "me", Password = "pa:ss" });
    }

    [TestCase("r.io/x")]
    [TestCase("r.io:5000/x")]
    [TestCase("x")]
    public async Task EntryOfAnotherRegistry_IsNotSent(string reference)
    {
        Write(Auths("r.io:5001", "me:secret"));

        (await _file.FindAsync(reference)).Should().BeNull();
    }

    [Test]
    public async Task IdentityToken_ReplacesThePassword()
    {
        Write(Auths("r.io", "me:x", ",\"identitytoken\":\"tok\""));

        (await _file.FindAsync("r.io/x")).Should().Be(new RegistryCredentials { ServerAddress = "r.io", Username = "me", IdentityToken = "tok" });
    }

    [Test]
    public async Task NewLogin_IsSeenWithoutARestart()
    {
        Write("{}");
        (await _file.FindAsync("r.io/x")).Should().BeNull();
        Write(Auths("r.io", "me:x"));

        (await _file.FindAsync("r.io/x"))!.Username.Should().Be("me");
    }

    [Test]
    public async Task HelperOfTheRegistry_GoesBeforeTheStore()
    {
        Helper("own", """read server; echo "{\"ServerURL\":\"$server\",\"Username\":\"for $server\",\"Secret\":\"s\"}" """);
        Helper("store", "exit 1");
        Write("""{"credHelpers":{"r.io":"own"},"credsStore":"store"}""");

        (await _file.FindAsync("r.io/x")).Should().Be(new RegistryCredentials { ServerAddress = "r.io", Username = "for r.io", Password = "s" });
    }

    [Test]
    public async Task TokenOfAHelper_IsAnIdentityToken()
    {
        Helper("store", """cat >/dev/null; echo '{"Username":"<token>","Secret":"tok"}' """);
        Write("""{"credsStore":"store"}""");

        (await _file.FindAsync("x")).Should().Be(new RegistryCredentials { ServerAddress = "https://index.docker.io/v1/", IdentityToken = "tok" });
    }

    [Test]
    public async Task HelperThatHasNone_IsAnonymous()
    {
        Helper("store", "cat >/dev/null; echo 'credentials not found in native keychain'; exit 1");
        Write("""{"credsStore":"store"}""");

        (await _file.FindAsync("r.io/x")).Should().BeNull();
    }

    [TestCase("cat >/dev/null; echo hunter2; exit 3", "exit code 3")]
    [TestCase("cat >/dev/null; echo hunter2", "not JSON")]
    public async Task HelperThatFails_IsNamedAndItsOutputIsNot(string script, string reason)
    {
        Helper("store", script);
        Write("""{"credsStore":"store"}""");

        var failure = await FailureAsync("r.io/x");

        failure.Kind.Should().Be(EngineErrorKind.Forbidden);
        failure.Message.Should().Contain("docker-credential-store").And.Contain(reason).And.NotContain("hunter2");
    }

    [TestCase("missing-one", "cannot be run")]
    [TestCase("../x", "cannot be the name")]
    public async Task HelperThatCannotBe_IsNamed(string helper, string reason)
    {
        Write($$"""{"credsStore":"{{helper}}"}""");

        (await FailureAsync("r.io/x")).Message.Should().Contain(helper).And.Contain(reason);
    }

    [Test]
    public async Task HelperThatHangs_IsEndedAtItsDeadline()
    {
        var clock = new ManualTimeProvider();
        Helper("store", "exec sleep 1000");
        Write("""{"credsStore":"store"}""");
        var file = new DockerConfigFile(_file.Path, clock) { HelperDirectory = _directory };
        var look = file.FindAsync("r.io/x");
        await clock.WaitForTimersAsync(1);

        clock.Advance(TimeSpan.FromSeconds(21));

        var ended = () => look;
        (await ended.Should().ThrowAsync<DockerEngineException>()).Which.Message.Should().Contain("within 20 s");
    }

    [TestCase("{\"auths\":{\"r.io\":{\"auth\":\"hunter2", "not valid JSON")]
    [TestCase("{\"auths\":{\"r.io\":{\"auth\":\"hunter2!\"}}}", "not valid base64")]
    [TestCase("{\"auths\":{\"r.io\":{\"auth\":\"aHVudGVyMg==\"}}}", "user:password")]
    public async Task BrokenFile_IsNamedWithoutItsSecrets(string json, string reason)
    {
        Write(json);

        var failure = await FailureAsync("r.io/x");

        failure.Kind.Should().Be(EngineErrorKind.Forbidden);
        failure.Message.Should().Contain(_file.Path).And.Contain(reason);
        failure.ToString().Should().NotContain("hunter2");
    }

    [Test]
    public void DefaultPath_IsThatOfTheCommandLine()
    {
        DockerConfigFile.DefaultPath(name => name is "HOME" ? "/h" : null).Should().Be("/h/.docker/config.json");
        DockerConfigFile.DefaultPath(name => name is "HOME" ? "/h" : name is "DOCKER_CONFIG" ? "/c" : null).Should().Be("/c/config.json");
        DockerConfigFile.DefaultPath(_ => null).Should().BeNull();
    }

    private static string Auths(string key, string login, string more = "") => "{\"auths\":{" + Entry(key, login, more) + "}}";

    private static string Entry(string key, string login, string more = "") =>
        "\"" + key + "\":{\"auth\":\"" + Convert.ToBase64String(Encoding.UTF8.GetBytes(login)) + "\"" + more + "}";

    private void Write(string json) => File.WriteAllText(_file.Path, json);

    private void Helper(string name, string script)
    {
        var path = Path.Combine(_directory, $"docker-credential-{name}");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private async Task<DockerEngineException> FailureAsync(string reference)
    {
        var look = () => _file.FindAsync(reference);
        return (await look.Should().ThrowAsync<DockerEngineException>()).Which;
    }
}
