using System.Security.Cryptography;
using System.Text;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Tests.Transport;

[TestFixture]
internal sealed class EndpointResolverTests
{
    private readonly Dictionary<string, string> _environment = [];
    private string _home = "";

    private string DockerDirectory => Path.Combine(_home, ".docker");

    [SetUp]
    public void CreateHome()
    {
        _home = Directory.CreateTempSubdirectory("bm-home").FullName;
        _environment.Clear();
        _environment["HOME"] = _home;
        Directory.CreateDirectory(DockerDirectory);
    }

    [TearDown]
    public void RemoveHome() => Directory.Delete(_home, recursive: true);

    [Test]
    public void NothingSet_IsTheDefaultSocket() => Resolve().Should().Be(EngineEndpoint.Default);

    [Test]
    public void EverySourceSet_TheEarlierOneWins()
    {
        WriteContext("ctx", "tcp://from-context:1");
        WriteContext("cur", "tcp://from-current:1");
        WriteConfig("""{"currentContext":"cur","unknown":[1]}""");
        _environment["DOCKER_CONTEXT"] = "ctx";
        _environment["DOCKER_HOST"] = "tcp://from-host:1";

        Resolve("tcp://explicit:1").Host.Should().Be("explicit");
        Resolve().Host.Should().Be("from-host");
        _environment.Remove("DOCKER_HOST");
        Resolve().Host.Should().Be("from-context");
        _environment["DOCKER_CONTEXT"] = "";
        Resolve().Host.Should().Be("from-current");
        WriteConfig("""{"currentContext":""}""");
        Resolve().Should().Be(EngineEndpoint.Default);
    }

    [Test]
    public void ContextNamedDefault_IsTheDefaultSocket()
    {
        _environment["DOCKER_CONTEXT"] = "default";

        Resolve().Should().Be(EngineEndpoint.Default);
    }

    [Test]
    public void TlsVerify_TakesTheFilesOfTheCertificatePath()
    {
        var certificates = Directory.CreateDirectory(Path.Combine(_home, "certs")).FullName;
        File.WriteAllText(Path.Combine(certificates, "ca.pem"), "x");
        File.WriteAllText(Path.Combine(certificates, "cert.pem"), "x");
        File.WriteAllText(Path.Combine(certificates, "key.pem"), "x");
        _environment["DOCKER_HOST"] = "tcp://h";
        _environment["DOCKER_TLS_VERIFY"] = "1";
        _environment["DOCKER_CERT_PATH"] = certificates;

        var endpoint = Resolve();

        endpoint.Port.Should().Be(2376);
        endpoint.Tls.Should().Be(new EngineTls
        {
            CaFile = Path.Combine(certificates, "ca.pem"),
            CertificateFile = Path.Combine(certificates, "cert.pem"),
            KeyFile = Path.Combine(certificates, "key.pem"),
        });
    }

    [Test]
    public void TlsVerifyEmpty_IsPlain()
    {
        _environment["DOCKER_HOST"] = "tcp://h";
        _environment["DOCKER_TLS_VERIFY"] = "";

        Resolve().Tls.Should().BeNull();
    }

    [Test]
    public void ContextWithCertificates_UsesThem()
    {
        WriteContext("prod", "tcp://h:2376");
        var directory = Directory.CreateDirectory(Path.Combine(DockerDirectory, "contexts", "tls", Digest("prod"), "docker")).FullName;
        File.WriteAllText(Path.Combine(directory, "ca.pem"), "x");
        _environment["DOCKER_CONTEXT"] = "prod";

        Resolve().Tls.Should().Be(new EngineTls { CaFile = Path.Combine(directory, "ca.pem") });
    }

    [Test]
    public void ContextThatSkipsVerification_IsTlsWithoutIt()
    {
        WriteContext("lab", "tcp://h:2376", skipVerify: true);
        _environment["DOCKER_CONTEXT"] = "lab";

        Resolve().Tls!.VerifyServer.Should().BeFalse();
    }

    [Test]
    public void MissingContext_NamesItAndTheSource()
    {
        _environment["DOCKER_CONTEXT"] = "gone";

        Resolving().Should().Throw<FormatException>().WithMessage("DOCKER_CONTEXT: *no context 'gone'*docker context ls*");
    }

    [Test]
    public void BadHostVariable_NamesTheSource()
    {
        _environment["DOCKER_HOST"] = "ssh://h";

        Resolving().Should().Throw<FormatException>().WithMessage("DOCKER_HOST: 'ssh://h' is not an engine address*");
    }

    [Test]
    public void BrokenConfigFile_NamesTheFile()
    {
        WriteConfig("{");

        Resolving().Should().Throw<FormatException>().WithMessage($"{DockerDirectory}/config.json cannot be read:*");
    }

    [Test]
    public void ConfigDirectoryVariable_ReplacesTheHome()
    {
        var other = Directory.CreateDirectory(Path.Combine(_home, "other")).FullName;
        File.WriteAllText(Path.Combine(other, "config.json"), """{"currentContext":"default"}""");
        WriteConfig("{");
        _environment["DOCKER_CONFIG"] = other;

        Resolve().Should().Be(EngineEndpoint.Default);
    }

    private static string Digest(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private EngineEndpoint Resolve(string? given = null) => EngineEndpoint.Resolve(given, name => _environment.GetValueOrDefault(name));

    private Action Resolving() => () => Resolve();

    private void WriteConfig(string json) => File.WriteAllText(Path.Combine(DockerDirectory, "config.json"), json);

    private void WriteContext(string name, string host, bool skipVerify = false)
    {
        var directory = Directory.CreateDirectory(Path.Combine(DockerDirectory, "contexts", "meta", Digest(name))).FullName;
        var flag = skipVerify ? "true" : "false";
        File.WriteAllText(
            Path.Combine(directory, "meta.json"),
            "{\"Name\":\"" + name + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"" + host + "\",\"SkipTLSVerify\":" + flag + "}}}");
    }
}
