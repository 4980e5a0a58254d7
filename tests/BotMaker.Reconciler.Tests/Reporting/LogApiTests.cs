using System.Net;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Logs;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Tests.Reporting;

[TestFixture, CancelAfter(60_000)]
public sealed class LogApiTests
{
    private ApiServer _server = null!;
    private string _container = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await ApiServer.StartAsync();
        _server.Board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
        _container = await _server.Output.RunAsync(1);
        _server.Output.Engine.WriteLog(_container, "one");
        _server.Output.Engine.WriteLog(_container, "token hunter2hunter2", LogStream.Stderr);
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Output_EndsWithAnEnd() =>
        (await _server.Socket.GetStringAsync(new Uri("/api/v1/bots/a/logs", UriKind.Relative))).Should().Be(
            """
            event: line
            data: {"type":"line","stream":"stdout","text":"one"}

            event: line
            data: {"type":"line","stream":"stderr","text":"token (redacted)"}

            event: end
            data: {"type":"end"}


            """);

    [Test]
    public async Task Timestamps_AreAdded_AndTailBounds()
    {
        var text = await _server.Socket.GetStringAsync(new Uri("/api/v1/bots/a/logs?tail=1&timestamps=true", UriKind.Relative));
        text.Should().Contain("\"time\":\"20").And.NotContain("\"one\"");
        (await _server.Socket.GetStringAsync(new Uri("/api/v1/bots/a/logs?tail=0", UriKind.Relative))).Should().NotContain("line");
        (await _server.Socket.GetStringAsync(new Uri("/api/v1/bots/a/logs?tail=all&since=2020-01-01T00:00:00Z", UriKind.Relative))).Should().Contain("\"one\"");
    }

    [TestCase("/api/v1/bots/b/logs", HttpStatusCode.NotFound, "There is no bot")]
    [TestCase("/api/v1/bots/a/logs?tail=-1", HttpStatusCode.BadRequest, "tail")]
    [TestCase("/api/v1/bots/a/logs?tail=99999999999", HttpStatusCode.BadRequest, "tail")]
    [TestCase("/api/v1/bots/a/logs?since=yesterday", HttpStatusCode.BadRequest, "since")]
    [TestCase("/api/v1/bots/a/logs?since=9999-01-01T00:00:00Z", HttpStatusCode.BadRequest, "since")]
    [TestCase("/api/v1/bots/a/logs?since=0001-01-01T00:00:00Z", HttpStatusCode.BadRequest, "since")]
    [TestCase("/api/v1/bots/a/logs?follow=perhaps", HttpStatusCode.BadRequest, "follow")]
    [TestCase("/api/v1/bots/..%2F..%2Fetc/logs", HttpStatusCode.NotFound, "There is no bot")]
    public async Task WrongQuestion_IsAProblemDocument(string path, HttpStatusCode status, string detail)
    {
        using var response = await _server.Socket.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.Should().Be(status);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await response.Content.ReadAsStringAsync()).Should().Contain(detail);
    }

    [Test]
    public async Task Follow_GoesOn_AndAReaderThatLeavesFreesEverything()
    {
        using (var response = await _server.Socket.GetAsync(new Uri("/api/v1/bots/a/logs?follow=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead))
        {
            await using var events = Events(response).GetAsyncEnumerator();
            await UntilAsync(events, "one");
            _server.Output.Engine.WriteLog(_container, "two");
            await UntilAsync(events, "two");
            _server.Output.Hub.Followed.Should().Be(1);
        }

        while (_server.Output.Hub.Followed > 0) await Task.Yield();
    }

    [Test]
    public async Task StalledReader_KeepsItsConnection_AndIsToldWhatItLost()
    {
        // Without a client library between, which would read ahead.
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_server.Options.SocketPath));
        await socket.SendAsync("GET /api/v1/bots/a/logs?follow=true HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        await using var stream = new NetworkStream(socket);
        var received = new StringBuilder();
        var buffer = new byte[4096];
        await ReadUntilAsync("\"one\"");

        await using var quick = _server.Output.Open(new LogQuery { Follow = true, Tail = 1 });
        await quick.NextAsync();
        var padding = new string('x', 200);
        for (var i = 0; i < 60_000; i += 1000)
        {
            for (var j = i; j < i + 1000; j++) _server.Output.Engine.WriteLog(_container, $"{j} {padding}");
            await quick.UntilAsync($"{i + 999} {padding}");
        }

        quick.Dropped.Should().Be(0);
        await ReadUntilAsync("\"type\":\"dropped\"");
        await ReadUntilAsync("\"59999 x");

        async Task ReadUntilAsync(string text)
        {
            received.Clear();
            while (!received.ToString().Contains(text, StringComparison.Ordinal))
            {
                if (received.Length > 20_000) received.Remove(0, received.Length - 5000);
                var read = await stream.ReadAsync(buffer);
                read.Should().BePositive("the connection is not cut");
                received.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
    }

    [Test]
    public async Task TooManyReaders_AreRefusedPolitely()
    {
        var readers = Enumerable.Range(0, LogLimits.Readers).Select(_ => _server.Output.Hub.TryOpen(Tests.Logs.BotOutput.Bot, new LogQuery())!).ToList();
        using var response = await _server.Socket.GetAsync(new Uri("/api/v1/bots/a/logs", UriKind.Relative));
        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        readers.ForEach(reader => reader.Dispose());
    }

    [Test]
    public async Task WebSocket_GetsTheSameDocuments()
    {
        using var socket = new ClientWebSocket();
        await ConnectAsync(socket);
        (await MessageAsync(socket)).Text.Should().Be("one");
        (await MessageAsync(socket)).Text.Should().Be("token (redacted)");
        _server.Output.Engine.WriteLog(_container, "two");
        (await MessageAsync(socket)).Text.Should().Be("two");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        while (_server.Output.Hub.Followed > 0) await Task.Yield();
    }

    [Test]
    public async Task WebSocketOfAnotherOrigin_IsRefused()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "http://evil.example");
        await socket.Awaiting(_ => ConnectAsync(socket)).Should().ThrowAsync<WebSocketException>().WithMessage("*403*");
        using var own = new ClientWebSocket();
        own.Options.SetRequestHeader("Origin", "http://anything");
        await ConnectAsync(own);
    }

    private Task ConnectAsync(ClientWebSocket socket) =>
        socket.ConnectAsync(new Uri("ws://anything/api/v1/bots/a/logs?follow=true"), new HttpMessageInvoker(ApiServer.SocketHandler(_server.Options.SocketPath)), CancellationToken.None);

    private static async Task<LogEventDocument> MessageAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        return JsonSerializer.Deserialize(buffer.AsSpan(0, result.Count), DocumentJson.Default.LogEventDocument)!;
    }

    private static async IAsyncEnumerable<string> Events(HttpResponseMessage response)
    {
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync()) yield return item.Data;
    }

    private static async Task UntilAsync(IAsyncEnumerator<string> events, string text)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current.Contains(text, StringComparison.Ordinal)) return;
        }

        throw new AssertionException("The stream ended.");
    }
}
