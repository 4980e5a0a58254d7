using System.Net;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Tests.Fakes;

namespace BotMaker.DockerEngine.Tests.Errors;

[TestFixture]
internal sealed class StatusFailureTests : WireTests
{
    [TestCase(400, EngineErrorKind.Invalid)]
    [TestCase(401, EngineErrorKind.Forbidden)]
    [TestCase(403, EngineErrorKind.Forbidden)]
    [TestCase(404, EngineErrorKind.NotFound)]
    [TestCase(405, EngineErrorKind.Invalid)]
    [TestCase(409, EngineErrorKind.Conflict)]
    [TestCase(429, EngineErrorKind.Busy)]
    [TestCase(500, EngineErrorKind.ServerError)]
    [TestCase(501, EngineErrorKind.ServerError)]
    [TestCase(503, EngineErrorKind.Busy)]
    [TestCase(301, EngineErrorKind.Protocol)]
    public async Task ErrorStatus_DecidesTheKind(int status, EngineErrorKind kind)
    {
        Engine.On("POST", $"/containers/{Id}/start", """{"message":"the engine's words"}""", status);

        var failure = await FailureOfAsync(() => Client.Containers.StartAsync(Id));

        failure.Kind.Should().Be(kind);
        failure.StatusCode.Should().Be((HttpStatusCode)status);
        failure.Operation.Should().Be("container start");
        failure.Message.Should().Be("the engine's words");
        failure.IsEngineDown.Should().BeFalse();
    }

    [TestCase("text/plain; charset=utf-8", "plain words\n", "plain words")]
    [TestCase("text/html", """{"message":"not believed"}""", """{"message":"not believed"}""")]
    [TestCase("application/json", "not json", "not json")]
    [TestCase("application/json", """{"cause":"c","message":"podman's words","response":500}""", "podman's words")]
    [TestCase("application/json", """{"message":null}""", """{"message":null}""")]
    [TestCase("application/json", "", "The engine answered 500 to info without saying why.")]
    [TestCase(null, "bare", "bare")]
    public async Task ErrorBody_IsJsonOnlyWhenItSaysSo(string? mediaType, string body, string message)
    {
        Engine.On("GET", "/info", context => FakeEngine.WriteAsync(context, 500, body, mediaType));

        (await FailureOfAsync(() => Client.System.GetInfoAsync())).Message.Should().Be(message);
    }

    [Test]
    public async Task EndlessErrorBody_IsCut()
    {
        Engine.On("GET", "/info", context => FakeEngine.WriteAsync(context, 500, new string('x', 1_000_000), "text/plain"));

        (await FailureOfAsync(() => Client.System.GetInfoAsync())).Message.Length.Should().Be(64 * 1024);
    }
}
