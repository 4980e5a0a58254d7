using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Tests.Transport;

[TestFixture]
internal sealed class EngineEndpointTests
{
    [TestCase("unix:///run/d.sock", "/run/d.sock")]
    [TestCase("UNIX:///run/d.sock", "/run/d.sock")]
    [TestCase(" unix:///run/user/1000/docker.sock ", "/run/user/1000/docker.sock")]
    [TestCase("unix://", "/var/run/docker.sock")]
    public void SocketAddress_IsTaken(string text, string path)
    {
        var endpoint = EngineEndpoint.Parse(text);

        endpoint.SocketPath.Should().Be(path);
        endpoint.ToString().Should().Be("unix://" + path);
    }

    [TestCase("tcp://10.0.0.1:1234", "10.0.0.1", 1234, "tcp://10.0.0.1:1234")]
    [TestCase("tcp://docker.lan", "docker.lan", 2375, "tcp://docker.lan:2375")]
    [TestCase("docker.lan:99", "docker.lan", 99, "tcp://docker.lan:99")]
    [TestCase("tcp://docker.lan:99/", "docker.lan", 99, "tcp://docker.lan:99")]
    [TestCase("tcp://[::1]:99", "::1", 99, "tcp://[::1]:99")]
    public void TcpAddress_IsTaken(string text, string host, int port, string shown)
    {
        var endpoint = EngineEndpoint.Parse(text);

        endpoint.Host.Should().Be(host);
        endpoint.Port.Should().Be(port);
        endpoint.SocketPath.Should().BeNull();
        endpoint.ToString().Should().Be(shown);
    }

    [Test]
    public void TcpWithTls_DefaultsToTheTlsPort()
    {
        EngineEndpoint.Parse("tcp://docker.lan", new EngineTls()).Port.Should().Be(2376);
    }

    [TestCase("http://h:2375", "tcp://h:2375")]
    [TestCase("https://h:2376", "DOCKER_TLS_VERIFY")]
    [TestCase("ssh://me@h", "forward the socket")]
    [TestCase("npipe:////./pipe/docker", "Windows")]
    [TestCase("fd://3", "unix:///var/run/docker.sock")]
    [TestCase("ftp://h", "'ftp' is not known")]
    [TestCase("unix://tmp/x.sock", "unix:///tmp/x.sock")]
    [TestCase("/var/run/docker.sock", "unix:///var/run/docker.sock")]
    [TestCase("tcp://", "host is missing")]
    [TestCase("tcp://h:port", "tcp://host:port")]
    [TestCase("tcp://h:0", "tcp://host:port")]
    [TestCase("tcp://h:1/path", "tcp://host:port")]
    [TestCase("tcp://me@h:1", "tcp://host:port")]
    public void OtherAddress_IsRefusedWithTheWayOut(string text, string hint)
    {
        var parse = () => EngineEndpoint.Parse(text);

        parse.Should().Throw<FormatException>().Which.Message.Should().StartWith($"'{text}' is not an engine address").And.Contain(hint);
    }

    [Test]
    public void SocketPathBeyondTheKernelsLimit_IsRefused()
    {
        var longest = "/" + new string('x', 106);

        EngineEndpoint.Parse("unix://" + longest).SocketPath.Should().Be(longest);
        var parse = () => EngineEndpoint.Parse($"unix://{longest}x");
        parse.Should().Throw<FormatException>().WithMessage("*107 bytes*");
    }
}
