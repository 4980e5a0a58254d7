using System.Text;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Tests.Fakes;

namespace BotMaker.DockerEngine.Tests.Logs;

[TestFixture]
internal sealed class ReadLogsTests : WireTests
{
    private const string Path = $"/containers/{Id}/logs";

    [Test]
    public async Task Query_IsSentAsTheEngineReadsIt()
    {
        Engine.On("GET", Path, _ => Task.CompletedTask);

        await CollectAsync(Client.Containers.ReadLogsAsync(Id, new ContainerLogQuery
        {
            Follow = true,
            Tail = 20,
            Timestamps = true,
            SinceNanoseconds = 1_700_000_000_000_000_042,
        }));

        Engine.Requests[0].RawQuery.Should().Be("?stdout=1&stderr=1&follow=1&timestamps=1&tail=20&since=1700000000.000000042");
    }

    [TestCase("1.41", null, false, true)]
    [TestCase("1.41", null, true, false)]
    [TestCase("1.41", "application/vnd.docker.raw-stream", false, true)]
    [TestCase("1.42", "application/vnd.docker.raw-stream", false, false)]
    [TestCase("1.42", "application/vnd.docker.multiplexed-stream", true, true)]
    public async Task Answer_IsTakenApartUnlessItIsATerminals(string version, string? mediaType, bool tty, bool framed)
    {
        Engine.ApiVersion = version;
        var bytes = Frames.Of(2, "x");
        Engine.On("GET", Path, async context =>
        {
            context.Response.ContentType = mediaType;
            await FakeEngine.SendAsync(context, bytes);
        });

        var read = await CollectAsync(Client.Containers.ReadLogsAsync(Id, new ContainerLogQuery { Tty = tty }));

        var frame = read.Should().ContainSingle().Subject;
        frame.Stream.Should().Be(framed ? LogStream.Stderr : LogStream.Stdout);
        frame.Data.ToArray().Should().Equal(framed ? bytes[8..] : bytes);
    }

    [Test]
    public async Task FollowedLog_GivesEachFrameAsItComesHoweverLongTheSilence()
    {
        var next = new TaskCompletionSource();
        Engine.On("GET", Path, async context =>
        {
            await FakeEngine.SendAsync(context, Frames.Of(1, "one"));
            await next.Task;
            await FakeEngine.SendAsync(context, Frames.Of(1, "two"));
        });
        await using var frames = Client.Containers.ReadLogsAsync(Id, new ContainerLogQuery { Follow = true }).GetAsyncEnumerator();

        (await frames.MoveNextAsync()).Should().BeTrue();
        Encoding.UTF8.GetString(frames.Current.Data.Span).Should().Be("one");
        Clock.Advance(TimeSpan.FromDays(3));
        next.SetResult();
        (await frames.MoveNextAsync()).Should().BeTrue();
        Encoding.UTF8.GetString(frames.Current.Data.Span).Should().Be("two");
        (await frames.MoveNextAsync()).Should().BeFalse();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ConnectionCut_IsUnavailable(bool tty)
    {
        var received = new TaskCompletionSource();
        Engine.On("GET", Path, async context =>
        {
            await FakeEngine.SendAsync(context, Frames.Of(1, "one"));
            await received.Task;
            context.Abort();
        });

        var failure = await FailureOfAsync(async () =>
        {
            await foreach (var _ in Client.Containers.ReadLogsAsync(Id, new ContainerLogQuery { Tty = tty }))
                received.SetResult();
        });

        failure.Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    [Test]
    public async Task ReaderThatStops_ClosesTheConnection()
    {
        var closed = new TaskCompletionSource();
        Engine.On("GET", Path, async context =>
        {
            context.RequestAborted.Register(() => closed.TrySetResult());
            await FakeEngine.SendAsync(context, Frames.Of(1, "one"));
            await closed.Task;
        });

        await foreach (var _ in Client.Containers.ReadLogsAsync(Id, new ContainerLogQuery { Follow = true }))
            break;

        await closed.Task;
    }

    [Test]
    public async Task DriverThatCannotBeRead_IsTheEnginesFailure()
    {
        Engine.On("GET", Path, """{"message":"configured logging driver does not support reading"}""", 501);

        (await FailureOfAsync(() => CollectAsync(Client.Containers.ReadLogsAsync(Id, new ContainerLogQuery())))).Kind.Should().Be(EngineErrorKind.ServerError);
    }
}
