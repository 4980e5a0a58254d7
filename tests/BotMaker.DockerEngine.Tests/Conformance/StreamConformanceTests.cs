using System.Text;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Events;

namespace BotMaker.DockerEngine.Tests.Conformance;

/// <summary>Answers that go on: events, logs, the output of commands.</summary>
[TestFixture(Reach.Direct)]
[TestFixture(Reach.OverSocket)]
public sealed class StreamConformanceTests(Reach reach) : ConformanceFixture(reach)
{
    private static readonly EngineEventQuery Bots = new() { Types = ["container"], Labels = ["bot"], Actions = ["create", "start", "die", "destroy", "health_status"] };

    [Test]
    public async Task Events_ArriveInOrderWithTheirAttributes()
    {
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(Bots);
        string id = await RunAsync();
        await CreateAsync("other", Request() with { Labels = null });
        World.KillProcess(id, exitCode: 7);
        await Engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false);

        List<EngineEvent> events = await TakeAsync(stream, 4);

        events.Select(item => item.Action).Should().Equal("create", "start", "die", "destroy");
        events.Should().OnlyContain(item => item.ActorId == id && item.Type == "container");
        events[2].Attributes.Should().Contain(new Dictionary<string, string>(StringComparer.Ordinal) { ["bot"] = "a", ["name"] = "bot-a", ["image"] = Image, ["exitCode"] = "7" });
        events.Select(item => item.TimeNanoseconds).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task EventsSince_AreReplayedToTheNanosecond_AndEndCleanly()
    {
        await RunAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        long now = (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        List<EngineEvent> all = await ReplayAsync(Bots with { SinceNanoseconds = 0, UntilNanoseconds = now });

        List<EngineEvent> rest = await ReplayAsync(Bots with { SinceNanoseconds = all[1].TimeNanoseconds, UntilNanoseconds = now });

        all.Select(item => item.Action).Should().Equal("create", "start");
        rest.Should().BeEquivalentTo([all[1]]);
    }

    [Test]
    public async Task EventStream_WhenTheEngineDies_IsUnavailable()
    {
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(Bots);

        World.CrashEngine();

        (await FailureAsync(() => TakeAsync(stream, 1))).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    [Test]
    public async Task EventStream_OfAReaderThatLeaves_IsGivenUpByTheEngine()
    {
        EngineEventStream stream = await Engine.System.OpenEventsAsync(Bots);
        World.EventSubscribers.Should().Be(1);

        await stream.DisposeAsync();

        await UntilAsync(() => World.EventSubscribers == 0);
    }

    [Test]
    public async Task Logs_KeepStreamsTailAndTime()
    {
        string id = await RunAsync();
        World.WriteLog(id, "one");
        World.WriteLog(id, "two", LogStream.Stderr);
        Clock.Advance(TimeSpan.FromSeconds(1));
        World.WriteLog(id, "three");
        long now = (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

        (await LogAsync(id, new ContainerLogQuery())).Should().Equal("out one", "err two", "out three");
        (await LogAsync(id, new ContainerLogQuery { Stderr = false })).Should().Equal("out one", "out three");
        (await LogAsync(id, new ContainerLogQuery { Tail = 1 })).Should().Equal("out three");
        (await LogAsync(id, new ContainerLogQuery { SinceNanoseconds = now })).Should().Equal("out three");
        (await LogAsync(id, new ContainerLogQuery { Tail = 1, Timestamps = true })).Should().Equal("out 2026-01-01T00:00:01.000000000Z three");
    }

    [Test]
    public async Task FollowedLog_GoesOnUntilTheContainerStops()
    {
        string id = await RunAsync();
        World.WriteLog(id, "before");
        await using IAsyncEnumerator<LogFrame> log = Engine.Containers.ReadLogsAsync(id, new ContainerLogQuery { Follow = true }).GetAsyncEnumerator();

        (await log.MoveNextAsync()).Should().BeTrue();
        World.WriteLog(id, "after");
        (await log.MoveNextAsync()).Should().BeTrue();
        Text(log.Current).Should().Be("out after");
        World.KillProcess(id);
        (await log.MoveNextAsync()).Should().BeFalse();
    }

    [Test]
    public async Task TerminalLog_IsRawAndOneStream()
    {
        string id = await RunAsync(request: Request() with { Tty = true });
        World.WriteLog(id, "shown", LogStream.Stderr);

        (await LogAsync(id, new ContainerLogQuery { Tty = true })).Should().Equal("out shown");
    }

    [Test]
    public async Task Command_GivesOutputAndExitCode()
    {
        string id = await RunAsync();
        World.OnExec((_, request, _) => Task.FromResult(new ExecResult(4, string.Join(',', request.Command), $"{request.User}")));

        ExecResult result = await Engine.Containers.ExecAsync(id, new ExecRequest { Command = ["probe", "x"], User = "1000" });

        result.Should().Be(new ExecResult(4, "probe,x", "1000"));
    }

    [Test]
    public async Task CommandInAStoppedContainer_IsAConflict()
    {
        string id = await CreateAsync();

        (await FailureAsync(() => Engine.Containers.ExecAsync(id, new ExecRequest { Command = ["probe"] }))).Kind.Should().Be(EngineErrorKind.Conflict);
    }

    private async Task<List<EngineEvent>> ReplayAsync(EngineEventQuery query)
    {
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(query);
        return await ReadAsync(stream.ReadAllAsync());
    }

    private static async Task<List<EngineEvent>> TakeAsync(EngineEventStream stream, int count)
    {
        var taken = new List<EngineEvent>();
        await foreach (EngineEvent item in stream.ReadAllAsync())
        {
            taken.Add(item);
            if (taken.Count == count) break;
        }

        return taken;
    }

    private async Task<IEnumerable<string>> LogAsync(string id, ContainerLogQuery query) => (await ReadAsync(Engine.Containers.ReadLogsAsync(id, query))).Select(Text);

    private static string Text(LogFrame frame) => $"{(frame.Stream is LogStream.Stderr ? "err" : "out")} {Encoding.UTF8.GetString(frame.Data.Span).Trim()}";
}
