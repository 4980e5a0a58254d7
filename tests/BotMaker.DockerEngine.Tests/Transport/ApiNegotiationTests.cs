using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Tests.Fakes;

namespace BotMaker.DockerEngine.Tests.Transport;

[TestFixture]
internal sealed class ApiNegotiationTests : WireTests
{
    [TestCase("1.41", "1.41")]
    [TestCase("1.47", "1.47")]
    [TestCase("1.55", "1.55")]
    [TestCase("1.99", "1.55")]
    public async Task EngineOffersAVersion_TheLowerOfBothIsSpoken(string offered, string spoken)
    {
        Engine.ApiVersion = offered;
        Engine.On("GET", "/info", "{}");

        await Client.System.GetInfoAsync();

        Engine.Requests.Should().ContainSingle().Which.Version.Should().Be(spoken);
    }

    [Test]
    public async Task Ping_ReportsBothVersions()
    {
        Engine.ApiVersion = "1.99";

        var ping = await Client.System.PingAsync();

        ping.ApiVersion.Should().Be(new Version(1, 99));
        ping.NegotiatedVersion.Should().Be(new Version(1, 55));
        ping.IsPodman.Should().BeFalse();
    }

    [Test]
    public async Task PodmanHeader_IsNoticed()
    {
        Engine.Podman = true;

        (await Client.System.PingAsync()).IsPodman.Should().BeTrue();
    }

    [Test]
    public async Task ManyFirstCallsAtOnce_PingOnce()
    {
        Engine.On("GET", "/info", "{}");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.System.GetInfoAsync()));

        Engine.Pings.Should().Be(1);
        Engine.Requests.Should().HaveCount(20);
    }

    [Test]
    public async Task EngineTooOld_BothVersionsAreNamed()
    {
        Engine.ApiVersion = "1.40";

        var failure = await FailureOfAsync(() => Client.System.GetInfoAsync());

        failure.Kind.Should().Be(EngineErrorKind.VersionMismatch);
        failure.IsEngineDown.Should().BeTrue();
        failure.Message.Should().Contain("1.40").And.Contain("1.41 to 1.55").And.Contain("Upgrade the engine");
        Engine.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task AnswerWithoutAVersion_IsNoEngine()
    {
        Engine.ApiVersion = null;

        var failure = await FailureOfAsync(() => Client.System.PingAsync());

        failure.Kind.Should().Be(EngineErrorKind.Protocol);
        failure.Message.Should().Contain("Is it a Docker engine?");
    }

    [Test]
    public async Task EngineReplacedByAnOlderOne_CallIsMadeAgainWithItsVersion()
    {
        Engine.ApiVersion = "1.47";
        Engine.On("POST", $"/containers/{Id}/start", async context =>
        {
            if (context.Request.Path.Value!.StartsWith("/v1.44/", StringComparison.Ordinal))
                context.Response.StatusCode = 204;
            else
                await FakeEngine.WriteAsync(context, 400, """{"message":"client version 1.47 is too new. Maximum supported API version is 1.44"}""", "application/json");
        });
        await Client.System.PingAsync();
        Engine.ApiVersion = "1.44";

        await Client.Containers.StartAsync(Id);

        Engine.Requests.Select(request => request.Version).Should().Equal("1.47", "1.44");
    }

    [Test]
    public async Task EngineRefusesWhatItOffers_IsAMismatchAfterOneMoreTry()
    {
        const string Words = "client version 1.55 is too old. Minimum supported API version is 1.60, please upgrade your client to a newer version";
        Engine.ApiVersion = "1.70";

        // This one comes as plain text on real engines.
        Engine.On("GET", "/info", context => FakeEngine.WriteAsync(context, 400, Words, "text/plain"));

        var failure = await FailureOfAsync(() => Client.System.GetInfoAsync());

        failure.Kind.Should().Be(EngineErrorKind.VersionMismatch);
        failure.Message.Should().Contain("1.70").And.Contain("1.55").And.Contain(Words);
        Engine.Requests.Should().HaveCount(2);
        Engine.Pings.Should().Be(2);
    }

    [Test]
    public async Task ConnectionLost_VersionIsAskedForAgain()
    {
        Engine.On("GET", "/info", "{}");
        await Client.System.GetInfoAsync();
        Engine.On("GET", "/info", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await FailureOfAsync(() => Client.System.GetInfoAsync());
        Engine.On("GET", "/info", "{}");
        Engine.ApiVersion = "1.45";

        await Client.System.GetInfoAsync();

        Engine.Requests[^1].Version.Should().Be("1.45");
    }

    [Test]
    public async Task OneCallerGivesUpDuringThePing_OthersGoOn()
    {
        var asked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Engine.On("GET", "/_ping", async context =>
        {
            asked.TrySetResult();
            await release.Task;
            context.Response.Headers["Api-Version"] = "1.41";
        });
        Engine.On("GET", "/info", "{}");
        var first = Client.System.GetInfoAsync();
        await asked.Task;
        using var impatient = new CancellationTokenSource();
        var second = Client.System.GetInfoAsync(impatient.Token);
        await impatient.CancelAsync();
        var giveUp = () => second;

        await giveUp.Should().ThrowAsync<OperationCanceledException>();
        release.SetResult();

        await first;
    }
}
