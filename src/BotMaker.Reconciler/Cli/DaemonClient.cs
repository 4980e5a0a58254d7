using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Reporting.Http;

namespace BotMaker.Reconciler.Cli;

/// <summary>The daemon, asked through its socket.</summary>
internal sealed class DaemonClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _path;
    private readonly HttpClient _http;

    public DaemonClient(string socketPath)
    {
        _path = socketPath;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync }) { BaseAddress = new Uri("http://botmaker/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    public Task<BotListDocument> ListAsync(CancellationToken cancellationToken) => GetAsync("bots", DocumentJson.Default.BotListDocument, cancellationToken);

    /// <summary>Null: there is no such bot.</summary>
    public async Task<BotDocument?> FindAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"bots/{Uri.EscapeDataString(name)}", cancellationToken);
        return response.StatusCode == System.Net.HttpStatusCode.NotFound ? null : await ReadAsync(response, DocumentJson.Default.BotDocument, cancellationToken);
    }

    public Task<PruneDocument> PruneAsync(CancellationToken cancellationToken) => GetAsync("prune", DocumentJson.Default.PruneDocument, cancellationToken);

    public Task<TrashListDocument> TrashAsync(CancellationToken cancellationToken) => GetAsync("trash", DocumentJson.Default.TrashListDocument, cancellationToken);

    /// <param name="path">Of all bots or of one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<BotEventDocument>> EventListAsync(string path, CancellationToken cancellationToken) =>
        (await GetAsync(path, DocumentJson.Default.EventListDocument, cancellationToken)).Items;

    public Task<PlanDocument> PlanAsync(CancellationToken cancellationToken) => GetAsync("plan", DocumentJson.Default.PlanDocument, cancellationToken);

    public Task<ExplainDocument> ExplainAsync(string name, CancellationToken cancellationToken) =>
        GetAsync($"bots/{Uri.EscapeDataString(name)}/explain", DocumentJson.Default.ExplainDocument, cancellationToken);

    public Task<FleetDocument> FleetAsync(CancellationToken cancellationToken) => GetAsync("fleet", DocumentJson.Default.FleetDocument, cancellationToken);

    public Task<VersionDocument> VersionAsync(CancellationToken cancellationToken) => GetAsync("version", DocumentJson.Default.VersionDocument, cancellationToken);

    /// <summary>Every bot, <see cref="BotChange.Listed"/>, then each that changes. A bot that goes comes with its name alone.</summary>
    public async IAsyncEnumerable<BotChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in EventsAsync("bots?watch=true", cancellationToken))
        {
            switch (item.EventType)
            {
                case "bot":
                    var bot = JsonSerializer.Deserialize(item.Data, DocumentJson.Default.BotDocument)!;
                    yield return new(bot.Metadata.Name, bot);
                    break;
                case "removed":
                    yield return new(JsonSerializer.Deserialize(item.Data, DocumentJson.Default.RemovedDocument)!.Name, null);
                    break;
                case "listed":
                    yield return BotChange.Listed;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Events of a stream until the daemon ends it.</summary>
    public async IAsyncEnumerable<SseItem<string>> EventsAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, cancellationToken);
        if (!response.IsSuccessStatusCode) throw await FailureAsync(response, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var items = SseParser.Create(body).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(items)) yield return items.Current;
    }

    /// <summary>Asks for something to be done.</summary>
    public async Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, path, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    /// <summary>Asks for something to be done, with a document that says how.</summary>
    public async Task<T> PostAsync<TRequest, T>(string path, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, requestType)) { Headers = { ContentType = new("application/json") } };
        using var response = await SendAsync(HttpMethod.Post, path, cancellationToken, content);
        return await ReadAsync(response, type, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"{ApiEndpoints.Prefix}/{path}") { Content = content };
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).WaitAsync(Patience, TimeProvider.System, cancellationToken);
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException socket)
        {
            throw new CommandFailedException(NoDaemon(socket.SocketErrorCode), ExitCode.No);
        }
        catch (HttpRequestException exception)
        {
            throw new CommandFailedException($"The daemon at {_path} did not answer: {exception.Message}", ExitCode.No);
        }
        catch (TimeoutException)
        {
            throw new CommandFailedException($"The daemon at {_path} did not answer within {Patience.TotalSeconds:0} s. `journalctl -u botmaker` may say why.", ExitCode.No);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode) throw await FailureAsync(response, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException exception)
        {
            throw new CommandFailedException($"The daemon at {_path} gave an answer that this version does not understand: {exception.Message} `botmaker version` shows both versions.", ExitCode.No);
        }
    }

    private static async Task<CommandFailedException> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            if (JsonSerializer.Deserialize(text, DocumentJson.Default.ProblemDocument) is { } problem) return new(problem.Detail, response.StatusCode == System.Net.HttpStatusCode.NotFound ? ExitCode.UnknownName : ExitCode.No);
        }
        catch (JsonException)
        {
            // Not one of our problem documents.
        }

        return new($"The daemon answered {(int)response.StatusCode}: {text}", ExitCode.No);
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<SseItem<string>> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // Cut: to whoever reads it is the same end.
            return false;
        }
    }

    private string NoDaemon(SocketError error) => error switch
    {
        SocketError.AccessDenied => $"The socket '{_path}' may not be opened by this user. Use sudo, or join the group that owns it (usually botmaker).",
        SocketError.ConnectionRefused => $"Nobody listens on '{_path}': the daemon that made it has ended. Start it with `botmaker run` or `systemctl start botmaker`.",
        _ => $"There is no daemon at '{_path}'. Start it with `botmaker run` or `systemctl start botmaker`, or name its socket with --socket.",
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
