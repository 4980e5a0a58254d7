using System.Net.Sockets;
using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Reconciler.Tests.Storage;

namespace BotMaker.Reconciler.Tests.Reporting;

[TestFixture]
public sealed class ApiSocketTests
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["s.sock"];

    [TearDown]
    public void Clear() => File.Delete(Path);

    [OneTimeTearDown]
    public void Remove() => _directory.Dispose();

    [Test]
    public void SocketOfADeadProcess_IsReplaced()
    {
        // Disposing a socket deletes its file, which a kill does not.
        using (var dead = ApiSocket.Bind(_directory["dead.sock"], ""))
        {
            dead.Listen();
            File.Move(_directory["dead.sock"], Path);
        }

        File.Exists(Path).Should().BeTrue("whoever is killed leaves its file");
        using var socket = ApiSocket.Bind(Path, "");
        socket.Listen();
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Invoking(c => c.Connect(new UnixDomainSocketEndPoint(Path))).Should().NotThrow();
    }

    [Test]
    public void SocketOfALivingProcess_IsLeftAlone()
    {
        using var living = ApiSocket.Bind(Path, "");
        living.Listen();
        FluentActions.Invoking(() => ApiSocket.Bind(Path, "")).Should().Throw<SocketUnavailableException>().WithMessage($"*listens on '{Path}'*--socket*");
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Invoking(c => c.Connect(new UnixDomainSocketEndPoint(Path))).Should().NotThrow();
    }

    [Test]
    public void FileThatIsNoSocket_IsLeftAlone()
    {
        File.WriteAllText(Path, "");
        FluentActions.Invoking(() => ApiSocket.Bind(Path, "")).Should().Throw<SocketUnavailableException>().WithMessage("*not a socket*");
        File.Exists(Path).Should().BeTrue();
    }

    [Test]
    public void LinkToASocket_IsLeftAlone()
    {
        var other = _directory["other.sock"];
        using (ApiSocket.Bind(other, ""))
        {
            File.CreateSymbolicLink(Path, other);
            FluentActions.Invoking(() => ApiSocket.Bind(Path, "")).Should().Throw<SocketUnavailableException>();
            File.Exists(other).Should().BeTrue();
        }
    }

    [Test]
    public void MissingDirectory_IsNamed() =>
        FluentActions.Invoking(() => ApiSocket.Bind(_directory["none/s.sock"], "")).Should().Throw<SocketUnavailableException>().WithMessage("*none/s.sock*--socket*");

    [Test]
    public void BoundButNotListening_RefusesEverybody()
    {
        using var socket = ApiSocket.Bind(Path, "");
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Invoking(c => c.Connect(new UnixDomainSocketEndPoint(Path))).Should().Throw<SocketException>();
    }
}
