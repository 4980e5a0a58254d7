using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Tests.Fakes;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Tests.Transport;

[TestFixture]
internal sealed class TlsTests
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bm-tls").FullName;
    private X509Certificate2 _authority = null!;
    private X509Certificate2 _server = null!;
    private X509Certificate2 _client = null!;
    private FakeEngine _engine = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(From, To);
        _server = Issue("server", "server", names => names.AddIpAddress(IPAddress.Loopback));
        _client = Issue("client", "client");
        System.IO.File.WriteAllText(File("ca.pem"), _authority.ExportCertificatePem());
        _engine = await FakeEngine.StartAsync(_server, _client);
        _engine.On("GET", "/info", """{"Name":"secure"}""");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _engine.DisposeAsync();
        _authority.Dispose();
        _server.Dispose();
        _client.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public async Task BothCertificatesGood_TheCallIsAnswered()
    {
        await using var client = Connect(Mutual);

        (await client.System.GetInfoAsync()).Name.Should().Be("secure");
        client.Endpoint.Should().Be($"tcp://127.0.0.1:{_engine.Port}");
    }

    [Test]
    public async Task NoClientCertificate_IsRefusedByTheEngine()
    {
        // This server closes the connection; a real engine sends an alert first (see the test of the transport failures).
        (await FailureAsync(Mutual with { CertificateFile = null, KeyFile = null })).IsEngineDown.Should().BeTrue();
    }

    [Test]
    public async Task EngineSignedBySomebodyElse_IsRefusedByUs()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256).CreateSelfSigned(From, To);
        await System.IO.File.WriteAllTextAsync(File("other.pem"), other.ExportCertificatePem());

        var failure = await FailureAsync(Mutual with { CaFile = File("other.pem") });

        failure.Kind.Should().Be(EngineErrorKind.AccessDenied);
        failure.Message.Should().Contain("certificate");
    }

    [Test]
    public async Task EngineWithAnotherName_IsRefusedByUs()
    {
        await using var client = new DockerEngineClient(EngineEndpoint.Parse($"tcp://localhost:{_engine.Port}", Mutual));
        var call = () => client.System.PingAsync();

        (await call.Should().ThrowAsync<DockerEngineException>()).Which.Kind.Should().Be(EngineErrorKind.AccessDenied);
    }

    [Test]
    public async Task VerificationOff_AnyCertificateOfTheEngineWillDo()
    {
        await using var client = Connect(Mutual with { CaFile = null, VerifyServer = false });

        (await client.System.PingAsync()).ApiVersion.Should().Be(new Version(1, 41));
    }

    [Test]
    public async Task KeyFileThatIsNone_NamesTheFiles()
    {
        await System.IO.File.WriteAllTextAsync(File("broken.pem"), "no key");

        var failure = await FailureAsync(Mutual with { KeyFile = File("broken.pem") });

        failure.Kind.Should().Be(EngineErrorKind.AccessDenied);
        failure.Message.Should().Contain("certificate");
    }

    [Test]
    public async Task PlainCallToTheTlsPort_IsAFailure()
    {
        await using var client = new DockerEngineClient(EngineEndpoint.Parse($"tcp://127.0.0.1:{_engine.Port}"));
        var call = () => client.System.PingAsync();

        (await call.Should().ThrowAsync<DockerEngineException>()).Which.IsEngineDown.Should().BeTrue();
    }

    private static DateTimeOffset From => TimeProvider.System.GetUtcNow().AddDays(-1);

    private static DateTimeOffset To => TimeProvider.System.GetUtcNow().AddDays(1);

    private EngineTls Mutual => new() { CaFile = File("ca.pem"), CertificateFile = File("client-cert.pem"), KeyFile = File("client-key.pem") };

    private string File(string name) => Path.Combine(_directory, name);

    private DockerEngineClient Connect(EngineTls tls) => new(EngineEndpoint.Parse($"tcp://127.0.0.1:{_engine.Port}", tls));

    private async Task<DockerEngineException> FailureAsync(EngineTls tls)
    {
        await using var client = Connect(tls);
        var call = () => client.System.PingAsync();
        return (await call.Should().ThrowAsync<DockerEngineException>()).Which;
    }

    private X509Certificate2 Issue(string name, string file, Action<SubjectAlternativeNameBuilder>? names = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (names is not null)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            names(alternatives);
            request.CertificateExtensions.Add(alternatives.Build());
        }

        using var issued = request.Create(_authority, From.AddMinutes(1), To.AddMinutes(-1), Guid.NewGuid().ToByteArray());
        using var whole = issued.CopyWithPrivateKey(key);
        System.IO.File.WriteAllText(File($"{file}-cert.pem"), whole.ExportCertificatePem());
        System.IO.File.WriteAllText(File($"{file}-key.pem"), key.ExportPkcs8PrivateKeyPem());
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null);
    }
}
