using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Tests.Fakes;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Tests.Errors;

[TestFixture]
internal sealed class TransportFailureTests : WireTests
{
    [Test]
    public async Task SocketFileMissing_EngineIsUnavailable()
    {
        await using var client = new DockerEngineClient(EngineEndpoint.Parse("unix:///nonexistent/docker.sock"));

        var failure = await FailureOfAsync(() => client.System.PingAsync());

        failure.Kind.Should().Be(EngineErrorKind.Unavailable);
        failure.IsEngineDown.Should().BeTrue();
        failure.StatusCode.Should().BeNull();
        failure.Message.Should().Be("There is no socket at unix:///nonexistent/docker.sock. Is the engine installed and running?");
    }

    [Test]
    public async Task NobodyListens_EngineIsUnavailable()
    {
        var path = Path.Combine(Path.GetTempPath(), $"bm-{Guid.NewGuid():N}.sock");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        await using var client = new DockerEngineClient(EngineEndpoint.Parse($"unix://{path}"));

        var failure = await FailureOfAsync(() => client.System.PingAsync());

        failure.Kind.Should().Be(EngineErrorKind.Unavailable);
        failure.Message.Should().StartWith("Nothing listens at unix://");
    }

    [Test]
    public void PermissionDenied_SaysWhoMayOpenTheSocket()
    {
        using var deadline = new CallDeadline(null, Clock, CancellationToken.None);
        var thrown = new HttpRequestException("x", new SocketException((int)SocketError.AccessDenied));

        var failure = TransportFailure.Translate(thrown, EngineOperation.Info, deadline, "unix:///d.sock").Should().BeOfType<DockerEngineException>().Subject;

        failure.Kind.Should().Be(EngineErrorKind.AccessDenied);
        failure.IsEngineDown.Should().BeTrue();
        failure.Message.Should().Contain("member of the group that owns it");
    }

    [Test]
    public void TlsAlertInsideTheFirstRead_IsAboutOurCertificate()
    {
        using var deadline = new CallDeadline(null, Clock, CancellationToken.None);
        var thrown = new HttpRequestException("x", new IOException("decrypt", new CryptographicException("alert bad certificate")));

        var failure = TransportFailure.Translate(thrown, EngineOperation.Info, deadline, "tcp://h:2376").Should().BeOfType<DockerEngineException>().Subject;

        failure.Kind.Should().Be(EngineErrorKind.AccessDenied);
        failure.Message.Should().EndWith("certificate: alert bad certificate");
    }

    [Test]
    public async Task ClosedBeforeTheHeaders_EngineIsUnavailable()
    {
        Engine.On("GET", "/info", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        (await FailureOfAsync(() => Client.System.GetInfoAsync())).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    [Test]
    public async Task CutInsideTheBody_EngineIsUnavailable()
    {
        Engine.On("GET", "/info", async context =>
        {
            await FakeEngine.SendAsync(context, """{"Name":"h""");
            context.Abort();
        });

        (await FailureOfAsync(() => Client.System.GetInfoAsync())).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("<html>")]
    [TestCase("""{"Name":""")]
    [TestCase("""{"NCPU":"many"}""")]
    public async Task AnswerThatIsNotWhatWasPromised_IsAProtocolError(string body)
    {
        Engine.On("GET", "/info", body);

        var failure = await FailureOfAsync(() => Client.System.GetInfoAsync());

        failure.Kind.Should().Be(EngineErrorKind.Protocol);
        failure.Message.Should().Contain("cannot be read");
    }

    [Test]
    public async Task PeerThatSpeaksNoHttp_IsAProtocolError()
    {
        var path = Path.Combine(Path.GetTempPath(), $"bm-{Guid.NewGuid():N}.sock");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        await using var client = new DockerEngineClient(EngineEndpoint.Parse($"unix://{path}"));
        var call = client.System.PingAsync();
        using var peer = await socket.AcceptAsync();
        await peer.ReceiveAsync(new byte[1024]);
        await peer.SendAsync(Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2\r\n\r\n"));

        (await FailureOfAsync(() => call)).Kind.Should().Be(EngineErrorKind.Protocol);
    }

    [Test]
    public async Task ProxyVariable_IsIgnored()
    {
        Environment.SetEnvironmentVariable("http_proxy", "http://127.0.0.1:9");
        try
        {
            (await Client.System.PingAsync()).ApiVersion.Should().Be(new Version(1, 41));
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", null);
        }
    }

    [Test]
    public async Task CallAfterDispose_FailsWithoutHanging()
    {
        await Client.System.PingAsync();
        await Client.DisposeAsync();

        (await FailureOfAsync(() => Client.System.PingAsync())).Kind.Should().Be(EngineErrorKind.Unavailable);
    }
}
