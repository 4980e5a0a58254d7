using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Tests.Fakes;
using BotMaker.DockerEngine.Tests.Logs;

namespace BotMaker.DockerEngine.Tests.Containers;

[TestFixture]
internal sealed class ExecTests : WireTests
{
    [SetUp]
    public void Script()
    {
        Engine.On("POST", $"/containers/{Id}/exec", """{"Id":"e1"}""", 201);
        Engine.On("GET", "/exec/e1/json", """{"Running":false,"ExitCode":3}""");
    }

    [Test]
    public async Task Command_GivesItsOutputsApartAndItsExitCode()
    {
        Output(Frames.Of(1, "out "), Frames.Of(2, "err"), Frames.Of(1, "put"));

        var result = await Client.Containers.ExecAsync(Id, new ExecRequest { Command = ["sh", "-c", "x"], User = "1:2", Env = ["A=b"] });

        result.Should().Be(new ExecResult(3, "out put", "err"));
        Engine.Requests[0].Body.Should().Be("""{"Cmd":["sh","-c","x"],"User":"1:2","Env":["A=b"],"AttachStdout":true,"AttachStderr":true}""");
        Engine.Requests[1].Body.Should().Be("""{"Detach":false,"Tty":false}""");
    }

    [Test]
    public async Task ExitCodeNotYetNoted_IsAskedForAgain()
    {
        Output(Frames.Of(1, "x"));
        var looks = 0;
        Engine.On("GET", "/exec/e1/json", context => FakeEngine.WriteAsync(
            context, 200, ++looks < 3 ? """{"Running":true,"ExitCode":null}""" : """{"Running":false,"ExitCode":0}""", "application/json"));

        var call = Client.Containers.ExecAsync(Id, new ExecRequest { Command = ["x"] });
        while (!call.IsCompleted)
        {
            // Only the pause between two looks is this short; the calls' own limits are seconds.
            if (Clock.NextDue - Clock.GetUtcNow() < TimeSpan.FromSeconds(1))
                Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await call).ExitCode.Should().Be(0);
        looks.Should().Be(3);
    }

    [Test]
    public async Task ExecForgottenByTheEngine_HasNoExitCode()
    {
        Output(Frames.Of(1, "x"));
        Engine.On("GET", "/exec/e1/json", """{"message":"No such exec instance: e1"}""", 404);

        (await Client.Containers.ExecAsync(Id, new ExecRequest { Command = ["x"] })).Should().Be(new ExecResult(null, "x", ""));
    }

    [Test]
    public async Task OutputBeyondTheLimit_IsReadAndDropped()
    {
        Output(Frames.Of(1, "12345"), Frames.Of(2, "67890"), Frames.Of(1, "x"));

        var result = await Client.Containers.ExecAsync(Id, new ExecRequest { Command = ["x"], MaxOutputBytes = 7 });

        result.Should().Be(new ExecResult(3, "12345", "67"));
    }

    [Test]
    public async Task ContainerNotRunning_IsAConflict()
    {
        Engine.On("POST", $"/containers/{Id}/exec", """{"message":"Container is not running"}""", 409);

        var failure = await FailureOfAsync(() => Client.Containers.ExecAsync(Id, new ExecRequest { Command = ["x"] }));

        failure.Kind.Should().Be(EngineErrorKind.Conflict);
        Engine.Requests.Should().HaveCount(1);
    }

    [Test]
    public async Task ConnectionCutInsideTheOutput_IsUnavailable()
    {
        Engine.On("POST", "/exec/e1/start", async context =>
        {
            await FakeEngine.SendAsync(context, Frames.Of(1, "whole")[..10]);
            context.Abort();
        });

        (await FailureOfAsync(() => Client.Containers.ExecAsync(Id, new ExecRequest { Command = ["x"] }))).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    private void Output(params byte[][] frames) => Engine.On("POST", "/exec/e1/start", async context =>
    {
        context.Response.ContentType = "application/vnd.docker.raw-stream";
        foreach (var frame in frames)
            await FakeEngine.SendAsync(context, frame);
    });
}
