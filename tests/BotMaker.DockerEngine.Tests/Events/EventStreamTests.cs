using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.Tests.Fakes;

namespace BotMaker.DockerEngine.Tests.Events;

[TestFixture]
internal sealed class EventStreamTests : WireTests
{
    private const string Die =
        """{"status":"die","id":"c1","from":"x","Type":"container","Action":"die","Actor":{"ID":"c1","Attributes":{"exitCode":"137","botmaker.bot-id":"a"}},"scope":"local","time":1700000000,"timeNano":1700000000000000042}""";

    [Test]
    public async Task Query_IsSentAsTheEngineReadsIt()
    {
        Engine.On("GET", "/events", _ => Task.CompletedTask);

        await ReadAsync(new EngineEventQuery
        {
            Types = ["container"],
            Actions = ["die", "health_status"],
            Labels = ["botmaker.bot-id"],
            SinceNanoseconds = 1_700_000_000_000_000_042,
            UntilNanoseconds = 1_700_000_060_900_000_000,
        });

        var request = Engine.Requests.Should().ContainSingle().Subject;
        request.Query["since"].Should().Be("1700000000.000000042");
        request.Query["until"].Should().Be("1700000060.900000000");
        request.Query["filters"].Should().Be("""{"type":["container"],"event":["die","health_status"],"label":["botmaker.bot-id"]}""");
    }

    [Test]
    public async Task Event_IsReadInItsOldAndItsNewShape()
    {
        const string New = """{"Type":"container","Action":"health_status: healthy","Actor":{"ID":"c2","Attributes":null},"time":7,"future":{"a":[1]}}""";
        Engine.On("GET", "/events", context => FakeEngine.SendAsync(context, $"{Die}\n{New}\n"));

        var events = await ReadAsync(new EngineEventQuery());

        events.Should().HaveCount(2);
        events[0].Should().BeEquivalentTo(new EngineEvent(
            "container", "die", "c1", 1_700_000_000_000_000_042, new Dictionary<string, string>(StringComparer.Ordinal) { ["exitCode"] = "137", ["botmaker.bot-id"] = "a" }));
        events[1].Should().BeEquivalentTo(new EngineEvent("container", "health_status: healthy", "c2", 7_000_000_000, new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    [Test]
    public async Task Event_ComesWithItsLastByteAndNotWithTheNextOne()
    {
        var more = new TaskCompletionSource();
        Engine.On("GET", "/events", async context =>
        {
            await FakeEngine.SendAsync(context, Die[..30]);
            await FakeEngine.SendAsync(context, Die[30..]);
            await more.Task;
        });
        await using var stream = await Client.System.OpenEventsAsync(new EngineEventQuery());
        await using var events = stream.ReadAllAsync().GetAsyncEnumerator();

        (await events.MoveNextAsync()).Should().BeTrue();

        events.Current.Action.Should().Be("die");
        more.SetResult();
        (await events.MoveNextAsync()).Should().BeFalse();
    }

    [Test]
    public async Task SubscriptionWithoutAnyEvent_OpensAtOnceAndMayStaySilent()
    {
        var end = new TaskCompletionSource();
        Engine.On("GET", "/events", async context =>
        {
            await context.Response.Body.FlushAsync();
            await end.Task;
        });

        await using var stream = await Client.System.OpenEventsAsync(new EngineEventQuery());
        Clock.Advance(TimeSpan.FromDays(1));
        end.SetResult();

        (await CollectAsync(stream.ReadAllAsync())).Should().BeEmpty();
    }

    [Test]
    public async Task StreamCut_IsUnavailableAndNotAnEnd()
    {
        var received = new TaskCompletionSource();
        Engine.On("GET", "/events", async context =>
        {
            await FakeEngine.SendAsync(context, Die + "\n");
            await received.Task;
            context.Abort();
        });
        await using var stream = await Client.System.OpenEventsAsync(new EngineEventQuery());
        var read = new List<EngineEvent>();

        var failure = await FailureOfAsync(async () =>
        {
            await foreach (var item in stream.ReadAllAsync())
            {
                read.Add(item);
                received.SetResult();
            }
        });

        failure.Kind.Should().Be(EngineErrorKind.Unavailable);
        failure.Operation.Should().Be("events");
        read.Should().ContainSingle();
    }

    [Test]
    public async Task GarbageInTheStream_IsAProtocolError()
    {
        Engine.On("GET", "/events", context => FakeEngine.SendAsync(context, Die + "\n<oops>"));

        (await FailureOfAsync(() => ReadAsync(new EngineEventQuery()))).Kind.Should().Be(EngineErrorKind.Protocol);
    }

    [Test]
    public async Task ReaderCancels_EndsAtOnceAndClosesTheConnection()
    {
        var closed = SilentStream();
        var stream = await Client.System.OpenEventsAsync(new EngineEventQuery());
        using var reader = new CancellationTokenSource();
        var reading = CollectAsync(stream.ReadAllAsync(reader.Token));

        await reader.CancelAsync();

        var end = () => reading;
        (await end.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(reader.Token);
        await stream.DisposeAsync();
        await closed;
    }

    [Test]
    public async Task TokenOfTheOpening_DoesNotEndTheOpenStream()
    {
        var more = new TaskCompletionSource();
        Engine.On("GET", "/events", async context =>
        {
            await context.Response.Body.FlushAsync();
            await more.Task;
            await FakeEngine.SendAsync(context, Die);
        });
        using var opening = new CancellationTokenSource();
        await using var stream = await Client.System.OpenEventsAsync(new EngineEventQuery(), opening.Token);

        await opening.CancelAsync();
        more.SetResult();

        (await CollectAsync(stream.ReadAllAsync())).Should().ContainSingle();
    }

    [Test]
    public async Task Dispose_ClosesTheConnectionAndTheReading()
    {
        var closed = SilentStream();
        var stream = await Client.System.OpenEventsAsync(new EngineEventQuery());
        var reading = CollectAsync(stream.ReadAllAsync());

        await stream.DisposeAsync();

        var end = () => reading;
        await end.Should().ThrowAsync<ObjectDisposedException>();
        await closed;
    }

    [Test]
    public async Task SecondReading_IsRefused()
    {
        Engine.On("GET", "/events", _ => Task.CompletedTask);
        await using var stream = await Client.System.OpenEventsAsync(new EngineEventQuery());
        await CollectAsync(stream.ReadAllAsync());

        var again = () => CollectAsync(stream.ReadAllAsync());

        await again.Should().ThrowAsync<InvalidOperationException>();
    }

    [Test]
    public async Task Podman_IsFilteredHereAndSpeaksDockersWords()
    {
        Engine.Podman = true;
        Engine.On("GET", "/events", context => FakeEngine.SendAsync(context, string.Concat(
            Of("died", "mine"), Of("remove", "mine"), Of("init", "mine"), Of("die", "other"), Of("health_status: healthy", "mine"))));

        var events = await ReadAsync(new EngineEventQuery { Types = ["container"], Actions = ["die", "destroy", "health_status"], Labels = ["owner=mine", "owner"] });

        Engine.Requests[0].Query["filters"].Should().Be("""{"type":["container"]}""");
        events.Select(item => item.Action).Should().Equal("die", "destroy", "health_status: healthy");

        static string Of(string action, string owner) =>
            "{\"Type\":\"container\",\"Action\":\"" + action + "\",\"Actor\":{\"ID\":\"c\",\"Attributes\":{\"owner\":\"" + owner + "\"}},\"timeNano\":1}\n";
    }

    private async Task<List<EngineEvent>> ReadAsync(EngineEventQuery query)
    {
        await using var stream = await Client.System.OpenEventsAsync(query);
        return await CollectAsync(stream.ReadAllAsync());
    }

    private Task SilentStream()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Engine.On("GET", "/events", async context =>
        {
            context.RequestAborted.Register(() => closed.TrySetResult());
            await context.Response.Body.FlushAsync();
            await closed.Task;
        });
        return closed.Task;
    }
}
