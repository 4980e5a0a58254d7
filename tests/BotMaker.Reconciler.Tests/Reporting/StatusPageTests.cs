using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Reconciler.Tests.Architecture;

namespace BotMaker.Reconciler.Tests.Reporting;

/// <summary>The status page and what stands before it, on the real listeners.</summary>
[TestFixture]
public sealed partial class StatusPageTests
{
    private const string Token = "a-token-of-more-than-24-characters";

    private static readonly string[] ReadOnly = ["/", "/page/page.js", "/page/page.css", "/api/v1/bots", "/api/v1/bots/a", "/api/v1/plan", "/api/v1/version"];

    private ApiServer _server = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await ApiServer.StartAsync();
        _server.Board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task OneTimeAddress_OpensASessionForTheReadOnlyApi()
    {
        using var opened = await GetAsync((await AddressAsync()).PathAndQuery);
        opened.StatusCode.Should().Be(HttpStatusCode.OK);
        var cookie = opened.Headers.GetValues("Set-Cookie").Single();
        cookie.Should().Contain("httponly").And.Contain("samesite=strict").And.Contain("path=/");

        foreach (var path in ReadOnly)
        {
            using var answer = await GetAsync(path, ("Cookie", cookie.Split(';')[0]));
            answer.StatusCode.Should().Be(HttpStatusCode.OK, path);
        }
    }

    [Test]
    public async Task OneTimeAddress_WorksOnce()
    {
        var address = (await AddressAsync()).PathAndQuery;
        using var first = await GetAsync(address);
        using var second = await GetAsync(address);
        (first.StatusCode, second.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.Unauthorized));
        second.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Test]
    public async Task WithoutACredential_NothingIsShown()
    {
        foreach (var path in (string[])[.. ReadOnly, "/page/nothing", "/anything", "/API/V1/bots", "//api/v1/bots", "/metrics/../api/v1/bots"])
        {
            using var answer = await GetAsync(path, ("Cookie", $"{PageGuard.Cookie}=0000"));
            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, path);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("botmaker ui");
        }
    }

    [Test]
    public async Task BearerToken_OpensTheReadOnlyApiToPrograms()
    {
        using (var none = await GetAsync("/api/v1/bots", ("Authorization", $"Bearer {Token}"))) none.StatusCode.Should().Be(HttpStatusCode.Unauthorized, "no token file is set");
        _server.BearerToken = Token;
        using (var wrong = await GetAsync("/api/v1/bots", ("Authorization", "Bearer wrong"))) wrong.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using (var empty = await GetAsync("/api/v1/bots", ("Authorization", "Bearer "))) empty.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var right = await GetAsync("/api/v1/bots", ("Authorization", $"Bearer {Token}"));
        right.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [TestCase("/api/v1/reconcile")]
    [TestCase("/api/v1/ui")]
    [TestCase("/api/v1/bots/a/hold")]
    public async Task CredentialOnTcp_ChangesNothing(string path)
    {
        _server.BearerToken = Token;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        using var answer = await _server.Tcp.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Page_RunsNoScriptButItsOwn()
    {
        _server.BearerToken = Token;
        using var page = await GetAsync("/", ("Authorization", $"Bearer {Token}"));
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("default-src 'none'").And.Contain("script-src 'self'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe").And.NotContain("http");
        var html = await page.Content.ReadAsStringAsync();
        html.Should().NotContainAny("onclick", "onload", "style=", "<style", "http:", "https:");
        Script().Matches(html).Should().OnlyContain(script => script.Value == "<script src=\"/page/page.js\" defer>");
    }

    [Test]
    public void PageScript_NeverMakesMarkupOfText()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "src/BotMaker.Reconciler/Reporting/Page/page.js"));
        script.Should().NotContainAny("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "setAttribute(\"on", "http:", "https:");
    }

    [Test]
    public async Task OnTheSocket_ThePageNeedsNothing()
    {
        using var page = await _server.Socket.GetAsync(new Uri("/", UriKind.Relative));
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    private async Task<Uri> AddressAsync()
    {
        using var answer = await _server.Socket.PostAsync(new Uri("/api/v1/ui", UriKind.Relative), content: null);
        var url = new Uri((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["url"]!);
        url.Authority.Should().Be(_server.Tcp.BaseAddress!.Authority);
        return url;
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_server.Tcp.BaseAddress!.GetLeftPart(UriPartial.Authority)}{path}"));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _server.Tcp.SendAsync(request);
    }

    [GeneratedRegex("<script[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Script();
}
