using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Reporting.Documents;
using Microsoft.Extensions.Logging;

namespace BotMaker.Reconciler.Tests.Reporting;

[TestFixture, CancelAfter(60_000)]
public sealed class ApiTests
{
    private ApiServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await ApiServer.StartAsync();

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Bots_AreListedInTheFixedShape()
    {
        _server.Board.Publish(Sample.Intent("b"), Sample.Status("b"), null);
        _server.Board.Publish(Sample.Intent("a"), Sample.Status("a", BotPhase.Starting, ready: false, "It starts: hunter2hunter2."), null);
        var items = (await GetAsync("/api/v1/bots"))["items"]!.AsArray();

        items.Select(item => (string)item!["metadata"]!["name"]!).Should().Equal("a", "b");
        var bot = items[0]!;
        ((string)bot["spec"]!["image"]!["reference"]!).Should().Be("bot:1");
        bot["status"]!.AsObject().Should().ContainKeys("phase", "conditions", "containerId", "containerName", "image", "specHash", "restarts");
        ((string)bot["status"]!["phase"]!).Should().Be("Starting");
        ((int)bot["status"]!["restarts"]!).Should().Be(2);
        bot.AsObject().Should().NotContainKey("detail");
        var condition = bot["status"]!["conditions"]![0]!;
        ((string)condition["type"]!, (string)condition["status"]!, (string)condition["reason"]!, (string)condition["message"]!)
            .Should().Be(("Ready", "False", "Starting", "It starts: (redacted)."));
        DateTimeOffset.Parse((string)condition["lastTransitionTime"]!, System.Globalization.CultureInfo.InvariantCulture).Should().Be(Sample.Noon);
    }

    [Test]
    public async Task Bot_IsDescribedWithWhatIsLeftToDoAndItsRevisions()
    {
        var plan = new BotPlan
        {
            Id = BotId.Parse("a"),
            Class = ChangeClass.Recreate,
            Actions = [new BotAction.CreateContainer(2, "v1-1", ActionReason.SpecChanged)],
            Changes = [new FieldChange("spec.image.reference", "bot:1", "bot:2", ChangeClass.Migrate)],
            Block = new PlanBlock(PlanBlockKind.Disruption, "Above maxDisruption."),
        };
        _server.Board.Publish(Sample.Intent("a"), Sample.Status("a"), plan);
        var detail = (await GetAsync("/api/v1/bots/a"))["detail"]!;

        ((string)detail["blocked"]!).Should().Be("Above maxDisruption.");
        ((string)detail["plan"]!["actions"]![0]!["action"]!).Should().Be("CreateContainer");
        ((string)detail["revisions"]![0]!["message"]!).Should().Be("a (redacted)");
    }

    [TestCase("/api/v1/bots/nobody")]
    [TestCase("/api/v1/bots/NOT%20A%20NAME")]
    [TestCase("/api/v1/nothing")]
    [TestCase("/metrics")]
    [TestCase("/healthz")]
    public async Task UnknownThing_IsAProblemDocument(string path)
    {
        using var response = await _server.Socket.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((string)problem["type"]!, (string)problem["title"]!, (int)problem["status"]!).Should().Be(("about:blank", "Not Found", 404));
        ((string)problem["detail"]!).Should().NotBeEmpty();
    }

    [Test]
    public async Task WrongMethod_IsAProblemDocument()
    {
        using var response = await _server.Socket.PostAsync(new Uri("/api/v1/bots", UriKind.Relative), null);
        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!).Should().Contain("POST");
    }

    [Test]
    public async Task FailureInside_IsLoggedAndNotShown()
    {
        _server.Reconcile = () => throw new InvalidOperationException("inner words");
        using var response = await _server.Socket.PostAsync(new Uri("/api/v1/reconcile", UriKind.Relative), null);
        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).Should().Contain("its log says why").And.NotContain("inner words");
        _server.Logs.Entries.Should().Contain(entry => entry.Level == LogLevel.Error && entry.Exception != null && entry.Exception.Message == "inner words");
    }

    [Test]
    public async Task LargeBody_IsRefused()
    {
        using var body = new ByteArrayContent(new byte[100_000]);
        using var response = await _server.Socket.PostAsync(new Uri("/api/v1/reconcile", UriKind.Relative), body);
        ((int)response.StatusCode).Should().BeOneOf(200, 413);
        _server.Logs.Entries.Should().NotContain(entry => entry.Level >= LogLevel.Critical);
    }

    [Test]
    public async Task Plan_HasTheFixedShape()
    {
        _server.Plans.Add(new BotPlan { Id = BotId.Parse("a"), Class = ChangeClass.Update, Actions = [new BotAction.UpdateContainer("c1", 1, new(1, 2, 3, default), ActionReason.LimitsChanged)], Changes = [new FieldChange("spec.resources.memory", "1Gi", "2Gi", ChangeClass.Update)] });
        _server.Plans.Add(new BotPlan { Id = BotId.Parse("b"), IsDeletion = true, Actions = [new BotAction.RemoveContainer("c2", 1, Force: false, ActionReason.ManifestRemoved)] });
        _server.Plans.Add(new BotPlan { Id = BotId.Parse("c"), Block = new PlanBlock(PlanBlockKind.Suspended, "It is suspended.") });
        _server.Plans.Add(Sample.Noop("d"));
        var plan = await GetAsync("/api/v1/plan");

        plan.AsObject().Select(member => member.Key).Should().Equal("changes", "deletions", "blocked");
        plan["changes"]!.ToJsonString().Should().Be("""[{"bot":"a","class":"update","actions":[{"action":"UpdateContainer","reason":"LimitsChanged","attempt":1,"containerId":"c1"}],"fields":[{"path":"spec.resources.memory","old":"1Gi","new":"2Gi","class":"update"}],"pending":[]}]""");
        ((string)plan["deletions"]![0]!["bot"]!).Should().Be("b");
        plan["blocked"]!.ToJsonString().Should().Be("""[{"bot":"c","kind":"Suspended","message":"It is suspended."}]""");
    }

    [Test]
    public async Task Reconcile_AnswersWhatTheScanFound()
    {
        _server.Reconcile = () => new ReconcileDocument(2, ["a"], SourceAvailable: false, "The directory is gone.");
        using var response = await _server.Socket.PostAsync(new Uri("/api/v1/reconcile", UriKind.Relative), null);
        (await response.Content.ReadAsStringAsync()).Should().Be("""{"bots":2,"changed":["a"],"sourceAvailable":false,"message":"The directory is gone."}""");
    }

    [Test]
    public async Task Version_NamesInstanceAndEngine() =>
        (await GetAsync("/api/v1/version")).ToJsonString().Should().Be("""{"version":"1.2.3","instance":"blue","engine":"memory://"}""");

    [Test]
    public async Task Watch_TellsAllBotsThenEachChangeAndEachThatGoes()
    {
        _server.Board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
        using var response = await _server.Socket.GetAsync(new Uri("/api/v1/bots?watch=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        (await EventAsync(reader)).Should().Match<(string Name, string Data)>(e => e.Name == "bot" && e.Data.Contains("\"name\":\"a\""));
        (await EventAsync(reader)).Name.Should().Be("listed");
        _server.Board.Publish(Sample.Intent("b"), Sample.Status("b"), null);
        (await EventAsync(reader)).Should().Match<(string Name, string Data)>(e => e.Name == "bot" && e.Data.Contains("\"name\":\"b\""));
        _server.Board.Remove(BotId.Parse("a"));
        (await EventAsync(reader)).Should().Be(("removed", """{"name":"a"}"""));
    }

    [Test]
    public async Task Watch_EndsWithTheDaemon()
    {
        using var response = await _server.Socket.GetAsync(new Uri("/api/v1/bots?watch=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await EventAsync(reader)).Name.Should().Be("listed");
        var rest = reader.ReadToEndAsync();
        await _server.StopAsync();
        (await rest).Should().BeEmpty();
    }

    [Test]
    public async Task TcpListener_ServesMetricsAndHealthAndNothingElseWithoutACredential()
    {
        (await _server.Tcp.GetStringAsync(new Uri("/healthz", UriKind.Relative))).Should().Be("ok\n");
        (await _server.Tcp.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (var path in (string[])["/api/v1/bots", "/api/v1/plan", "/api/v1/version", "/"])
            (await _server.Tcp.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Unauthorized, path);
    }

    [Test]
    public async Task NotReady_SaysWhy()
    {
        _server.NotReady.AddRange(["The manifests have not been read yet.", "The engine does not answer."]);
        using var response = await _server.Tcp.GetAsync(new Uri("/readyz", UriKind.Relative));
        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).Should().Be("The manifests have not been read yet.\nThe engine does not answer.\n");
        (await _server.Tcp.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [TestCase("evil.example:9464", HttpStatusCode.MisdirectedRequest)]
    [TestCase("localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    [TestCase("localhost:9464", HttpStatusCode.OK)]
    [TestCase("127.0.0.1", HttpStatusCode.OK)]
    [TestCase("[::1]:9464", HttpStatusCode.OK)]
    public async Task HostHeader_MustNameThisHost(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = host;
        using var response = await _server.Tcp.SendAsync(request);
        response.StatusCode.Should().Be(status);
    }

    [Test]
    public void Socket_IsForItsOwnerAndGroupAlone() =>
        File.GetUnixFileMode(_server.Options.SocketPath).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _server.Socket.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    private static async Task<(string Name, string Data)> EventAsync(StreamReader reader)
    {
        var (name, data) = ("", new StringBuilder());
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data.Append(line["data: ".Length..]);
            else if (line.Length == 0 && name.Length > 0) return (name, data.ToString());
        }

        throw new AssertionException("The stream ended.");
    }
}
