using System.Text;
using System.Text.Json;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Tests.Fakes;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Tests.Images;

[TestFixture]
internal sealed class PullTests : WireTests
{
    private const string Layer = """{"status":"Downloading","progressDetail":{"current":5,"total":10},"progress":"[=> ]","id":"abc"}""" + "\r\n";
    private const string Done = """{"status":"Status: Downloaded newer image for x:1"}""" + "\r\n";

    [Test]
    public async Task Pull_ReportsItsProgressAndEnds()
    {
        Engine.On("POST", "/images/create", async context =>
        {
            await FakeEngine.SendAsync(context, """{"status":"Pulling fs layer","progressDetail":{},"id":"abc"}""" + "\r\n" + Layer[..20]);
            await FakeEngine.SendAsync(context, Layer[20..] + Done);
        });

        var progress = await CollectAsync(Client.Images.PullAsync("x:1", null));

        progress.Should().Equal(
            new PullProgress("Pulling fs layer", "abc", null, null),
            new PullProgress("Downloading", "abc", 5, 10),
            new PullProgress("Status: Downloaded newer image for x:1", null, null, null));
        Calls.Last().Should().Match<EngineCall>(call => call.Operation == "image_pull" && call.Outcome == "200");
    }

    [TestCase("ghcr.io/a/b:v1", "ghcr.io/a/b", "v1")]
    [TestCase("localhost:5000/a", "localhost:5000/a", "latest")]
    [TestCase("a:1@sha256:00", "a", "sha256:00")]
    public async Task Reference_NeverGoesWithoutATagOrDigest(string reference, string name, string tag)
    {
        Engine.On("POST", "/images/create", context => FakeEngine.SendAsync(context, Done));

        await CollectAsync(Client.Images.PullAsync(reference, null));

        Engine.Requests[0].Query.Should().Contain("fromImage", name).And.Contain("tag", tag);
        Engine.Requests[0].Headers.Should().NotContainKey("X-Registry-Auth");
    }

    [TestCase("""{"errorDetail":{"code":1,"message":"manifest blob gone"},"error":"old form"}""", "manifest blob gone")]
    [TestCase("""{"error":"only the old form"}""", "only the old form")]
    public async Task ErrorInsideTheAnswer_IsAFailedPull(string line, string reason)
    {
        Engine.On("POST", "/images/create", context => FakeEngine.SendAsync(context, Layer + line + "\r\n"));
        var seen = new List<PullProgress>();

        var failure = await FailureOfAsync(async () =>
        {
            await foreach (var progress in Client.Images.PullAsync("x:1", null))
                seen.Add(progress);
        });

        failure.Kind.Should().Be(EngineErrorKind.PullFailed);
        failure.Message.Should().Be($"Pulling x:1 failed: {reason}");
        seen.Should().ContainSingle();
        Calls.Last().Outcome.Should().Be("pull_failed");
    }

    [Test]
    public async Task AnswerCutBetweenTwoLines_IsAFailedPull()
    {
        var received = new TaskCompletionSource();
        Engine.On("POST", "/images/create", async context =>
        {
            await FakeEngine.SendAsync(context, Layer);
            await received.Task;
            context.Abort();
        });

        var failure = await FailureOfAsync(async () =>
        {
            await foreach (var _ in Client.Images.PullAsync("x:1", null))
                received.SetResult();
        });

        failure.Kind.Should().Be(EngineErrorKind.PullFailed);
    }

    [Test]
    public async Task AnswerThatEndsInsideALine_IsAFailedPull()
    {
        Engine.On("POST", "/images/create", context => FakeEngine.SendAsync(context, Layer + """{"status":"Downl"""));

        (await PullFailureAsync("x:1")).Kind.Should().Be(EngineErrorKind.PullFailed);
    }

    [TestCase(404, EngineErrorKind.NotFound)]
    [TestCase(500, EngineErrorKind.ServerError)]
    public async Task RefusalBeforeTheFirstLine_KeepsItsStatus(int status, EngineErrorKind kind)
    {
        Engine.On("POST", "/images/create", """{"message":"manifest unknown"}""", status);

        (await PullFailureAsync("x:1")).Kind.Should().Be(kind);
    }

    [Test]
    public async Task SilentRegistry_IsATimeoutOnlyAfterTheIdleLimit()
    {
        var next = new TaskCompletionSource();
        var sent = new TaskCompletionSource();
        Engine.On("POST", "/images/create", async context =>
        {
            await FakeEngine.SendAsync(context, Layer);
            await next.Task;
            await FakeEngine.SendAsync(context, Layer);
            await sent.Task;
        });
        await using var pull = Client.Images.PullAsync("x:1", null).GetAsyncEnumerator();
        await pull.MoveNextAsync();

        // Our own slowness does not count.
        Clock.Advance(TimeSpan.FromHours(1));
        var second = pull.MoveNextAsync();
        Clock.Advance(TimeSpan.FromSeconds(59));
        next.SetResult();
        (await second).Should().BeTrue();
        var third = pull.MoveNextAsync();
        await Clock.WaitForTimersAsync(1);
        Clock.Advance(TimeSpan.FromSeconds(61));

        (await FailureOfAsync(() => third.AsTask())).Kind.Should().Be(EngineErrorKind.Timeout);
        sent.SetResult();
    }

    [Test]
    public async Task ReaderThatStops_ClosesTheConnectionSoThatTheEngineGivesUp()
    {
        var closed = new TaskCompletionSource();
        Engine.On("POST", "/images/create", async context =>
        {
            context.RequestAborted.Register(() => closed.TrySetResult());
            await FakeEngine.SendAsync(context, Layer);
            await closed.Task;
        });

        await foreach (var _ in Client.Images.PullAsync("x:1", null))
            break;

        await closed.Task;
        Calls.Last().Outcome.Should().Be("canceled");
    }

    [Test]
    public async Task Credentials_AreEncodedInTheUrlAlphabetWithPadding()
    {
        Engine.On("POST", "/images/create", context => FakeEngine.SendAsync(context, Done));

        // Chosen so that the standard alphabet would need both '+' and '/'.
        await CollectAsync(Client.Images.PullAsync("r.io/x:1", new RegistryCredentials { ServerAddress = "r.io", Username = "u?>~", Password = "p??>>~~" }));

        var header = Engine.Requests[0].Headers["X-Registry-Auth"];
        header.Should().MatchRegex("^[A-Za-z0-9_-]+={0,2}$");
        (header.Length % 4).Should().Be(0);
        using var json = JsonDocument.Parse(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')));
        json.RootElement.GetProperty("username").GetString().Should().Be("u?>~");
        json.RootElement.GetProperty("password").GetString().Should().Be("p??>>~~");
        json.RootElement.GetProperty("serveraddress").GetString().Should().Be("r.io");
        json.RootElement.TryGetProperty("identitytoken", out _).Should().BeFalse();
    }

    [Test]
    public async Task FailureWithCredentials_DoesNotRepeatThem()
    {
        Engine.On("POST", "/images/create", """{"message":"unauthorized"}""", 500);
        var credentials = new RegistryCredentials { ServerAddress = "r.io", Username = "someone", Password = "hunter2" };

        var failure = await FailureOfAsync(() => CollectAsync(Client.Images.PullAsync("r.io/x:1", credentials)));

        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("hunter2"))[..6];
        failure.ToString().Should().NotContain("hunter2").And.NotContain("someone").And.NotContain(encoded);
        credentials.ToString().Should().Be("credentials for r.io");
    }

    [TestCase("")]
    [TestCase("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task WhatNoRegistryCanKnow_IsRefusedHere(string reference)
    {
        (await PullFailureAsync(reference)).Kind.Should().Be(EngineErrorKind.Invalid);
        Engine.Requests.Should().BeEmpty();
    }

    private Task<DockerEngineException> PullFailureAsync(string reference) => FailureOfAsync(() => CollectAsync(Client.Images.PullAsync(reference, null)));
}
