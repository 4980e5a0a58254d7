using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Reporting.Http;
using Microsoft.Extensions.Logging;

namespace BotMaker.Reconciler.Tests.Reporting;

/// <summary>Requests that mean no good, byte by byte: each is refused or bounded, and the next good one is answered.</summary>
[TestFixture, CancelAfter(120_000)]
public sealed class HostileHttpTests
{
    private ApiServer _server = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await ApiServer.StartAsync();
        _server.Board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
    }

    [TearDown]
    public async Task Stop()
    {
        (await _server.Tcp.GetStringAsync(new Uri("/healthz", UriKind.Relative))).Should().Be("ok\n", "the daemon serves on");
        (await _server.Socket.GetStringAsync(new Uri("/api/v1/bots", UriKind.Relative))).Should().Contain("\"a\"");
        _server.Logs.Entries.Should().NotContain(entry => entry.Level >= LogLevel.Error);
        await _server.DisposeAsync();
    }

    [TestCase("GET /healthz HTTP/1.1\r\n\r\n", 400, TestName = "NoHost_IsRefused")]
    [TestCase("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, TestName = "TwoHosts_AreRefused")]
    [TestCase("GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, TestName = "ForeignHost_IsRefused")]
    [TestCase("GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, TestName = "ForeignAbsoluteTarget_IsRefused")]
    [TestCase("GET /../api/v1/bots HTTP/1.1\r\nHost: localhost\r\n\r\n", 401, TestName = "PathAboveTheRoot_ReachesNothing")]
    [TestCase("GET /metrics/../api/v1/bots HTTP/1.1\r\nHost: localhost\r\n\r\n", 401, TestName = "PathOverMetrics_ReachesNothing")]
    [TestCase("GET /%2e%2e/api/v1/bots HTTP/1.1\r\nHost: localhost\r\n\r\n", 401, TestName = "EncodedPath_ReachesNothing")]
    [TestCase("GET //api/v1/bots HTTP/1.1\r\nHost: localhost\r\n\r\n", 401, TestName = "DoubledSlash_ReachesNothing")]
    [TestCase("GET /api/v1/bots\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, TestName = "ZeroByte_IsRefused")]
    [TestCase("POST /api/v1/freeze HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", 401, TestName = "ChangeByTcp_ReachesNothing")]
    [TestCase("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", 421, TestName = "Connect_IsRefused")]
    [TestCase("nonsense\r\n\r\n", 400, TestName = "Nonsense_IsRefused")]
    public async Task OverTcp(string request, int status) => (await StatusAsync(await TcpAsync(), request)).Should().Be(status);

    [Test]
    public async Task HugeHeaders_AreRefused() =>
        (await StatusAsync(await TcpAsync(), $"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', 20_000)}\r\n\r\n")).Should().Be(431);

    [Test]
    public async Task ManyHeaders_AreRefused() =>
        (await StatusAsync(await SocketAsync(), $"GET /api/v1/bots HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 500).Select(i => $"X{i}: y\r\n"))}\r\n")).Should().Be(431);

    [Test]
    public async Task LongTarget_IsRefused() =>
        (await StatusAsync(await SocketAsync(), $"GET /{new string('x', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n")).Should().Be(414);

    [Test]
    public async Task HugeBody_IsRefusedBeforeItIsRead() =>
        (await StatusAsync(await SocketAsync(), "POST /api/v1/freeze HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n{")).Should().Be(413);

    [TestCase("[[[[[[[[[[")]
    [TestCase("{\"forSeconds\": \"long\"}")]
    [TestCase("{\"forSeconds\": 1e999}")]
    [TestCase("null")]
    public async Task WrongBody_IsAProblemDocument(string body)
    {
        using var content = new StringContent(body);
        using var response = await _server.Socket.PostAsync(new Uri("/api/v1/bots/a/hold", UriKind.Relative), content);
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        _server.Holds.Bots.Should().BeEmpty();
    }

    [Test]
    public async Task DeepBody_IsAProblemDocument()
    {
        using var content = new StringContent(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));
        using var response = await _server.Socket.PostAsync(new Uri("/api/v1/freeze", UriKind.Relative), content);
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task ManyIdleWatchStreams_AreBounded_AndLeaveRoomForQuestions()
    {
        List<HttpResponseMessage> open = [];
        try
        {
            for (var i = 0; i < RequestLimits.Streams; i++)
            {
                open.Add(await _server.Socket.GetAsync(new Uri("/api/v1/bots?watch=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead));
                open[^1].StatusCode.Should().Be(HttpStatusCode.OK);
            }

            for (var i = 0; i < 2000; i++)
            {
                using var refused = await _server.Socket.GetAsync(new Uri("/api/v1/bots?watch=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
                refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
                refused.Headers.RetryAfter.Should().NotBeNull();
            }

            (await _server.Socket.GetAsync(new Uri("/api/v1/bots/a", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
        }
        finally
        {
            open.ForEach(response => response.Dispose());
        }
    }

    [Test]
    public async Task HalfRequestsOnEveryTcpConnection_DoNotTouchTheSocket()
    {
        List<Stream> half = [];
        try
        {
            for (var i = 0; i < 300; i++)
            {
                half.Add(await TcpAsync());
                try
                {
                    await half[^1].WriteAsync("GET /healthz HTTP/1.1\r\nHost: loc"u8.ToArray());
                }
                catch (IOException)
                {
                    // Beyond the limit it is closed at once.
                }
            }

            (await _server.Socket.GetStringAsync(new Uri("/api/v1/version", UriKind.Relative))).Should().Contain("1.2.3");
        }
        finally
        {
            foreach (var stream in half) await stream.DisposeAsync();
        }

        // Their places are free again soon.
        while (true)
        {
            try
            {
                await _server.Tcp.GetStringAsync(new Uri("/healthz", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
    }

    [Test]
    public async Task Changes_AreNotedWithWhoMadeThem()
    {
        using var response = await _server.Socket.PostAsync(new Uri("/api/v1/bots/no%0Abody/hold", UriKind.Relative), null);
        var line = _server.Logs.Entries.Should().ContainSingle(entry => entry.EventId.Id == 7002).Which;
        line.Message.Should().Contain("POST /api/v1/bots/no%0Abody/hold").And.Contain($"{Environment.UserName} (uid").And.Contain("404").And.NotContain("\n");
    }

    [Test]
    public async Task Description_HasEveryRoute()
    {
        var document = JsonNode.Parse(await _server.Socket.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        ((string)document["openapi"]!).Should().Be("3.1.0");
        var paths = document["paths"]!.AsObject();
        foreach (var route in _server.Routes)
        {
            foreach (var method in route.Methods)
                ((string?)paths[route.Pattern]?[method.ToLowerInvariant()]?["summary"]).Should().NotBeNullOrEmpty($"{method} {route.Pattern}");
        }

        var schemas = document["components"]!["schemas"]!.AsObject();
        var references = References(document).ToList();
        references.Should().Contain("#/components/schemas/BotListDocument").And.Contain("#/components/schemas/ProblemDocument").And.Contain("#/components/schemas/HoldRequestDocument");
        references.Where(reference => reference.StartsWith("#/components/schemas/", StringComparison.Ordinal)).Should().OnlyContain(reference => schemas.ContainsKey(reference.Substring("#/components/schemas/".Length)));
        paths.Should().ContainKey("/api/v1/bots/{id}/logs").And.ContainKey("/api/v1/events");
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private async Task<Stream> TcpAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _server.Tcp.BaseAddress!.Port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task<Stream> SocketAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_server.Options.SocketPath));
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<int> StatusAsync(Stream connection, string request)
    {
        await using (connection)
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes(request));
            var answer = new byte[12];
            await connection.ReadExactlyAsync(answer);
            return int.Parse(Encoding.ASCII.GetString(answer, 9, 3), System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
