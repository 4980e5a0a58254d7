using System.Text;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class LogAndExecTests : EngineFixture
{
    [Test]
    public async Task Logs_AreFilteredByStreamTailAndTime()
    {
        Processes(new SimulatedProcess { Output = ["started"] });
        string id = await RunAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        Engine.WriteLog(id, "one");
        Engine.WriteLog(id, "bad", LogStream.Stderr);
        long since = (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

        (await ReadAsync(id, new ContainerLogQuery())).Should().Be("started\none\nbad\n");
        (await ReadAsync(id, new ContainerLogQuery { Stdout = false })).Should().Be("bad\n");
        (await ReadAsync(id, new ContainerLogQuery { Tail = 1 })).Should().Be("bad\n");
        (await ReadAsync(id, new ContainerLogQuery { Tail = 0 })).Should().BeEmpty();
        (await ReadAsync(id, new ContainerLogQuery { SinceNanoseconds = since })).Should().Be("one\nbad\n");
        (await ReadAsync(id, new ContainerLogQuery { Tail = 1, Timestamps = true })).Should().Be("2026-01-01T00:00:01.000000000Z bad\n");
    }

    [Test]
    public async Task Follow_GoesOnUntilTheContainerStops()
    {
        string id = await RunAsync();
        Task<string> follow = ReadAsync(id, new ContainerLogQuery { Follow = true });
        Engine.WriteLog(id, "one");
        follow.IsCompleted.Should().BeFalse();
        Engine.WriteLog(id, "two");
        await Engine.Containers.StopAsync(id, grace: null);

        (await follow).Should().Be("one\ntwo\n");
    }

    [Test]
    public async Task Follow_IsCutByACrash()
    {
        string id = await RunAsync();
        Task follow = ReadAsync(id, new ContainerLogQuery { Follow = true });

        Engine.CrashEngine();

        (await RefusalAsync(() => follow)).Kind.Should().Be(EngineErrorKind.Unavailable);
    }

    [Test]
    public async Task Ring_KeepsTheNewest()
    {
        Use(new InMemoryEngineOptions { LogCapacity = 3 });
        string id = await RunAsync();
        for (int i = 0; i < 10; i++) Engine.WriteLog(id, $"{i}");

        (await ReadAsync(id, new ContainerLogQuery())).Should().Be("7\n8\n9\n");
    }

    [Test]
    public async Task LogsOfNobody_AreNotFound() =>
        (await RefusalAsync(() => ReadAsync("nobody", new ContainerLogQuery()))).Message.Should().Be("No such container: nobody");

    [Test]
    public async Task Exec_RunsWhatTheTestSays()
    {
        string id = await RunAsync();
        Engine.OnExec((container, request, _) => Task.FromResult(new ExecResult(string.Equals(container.Id, id, StringComparison.Ordinal) ? 3 : 0, string.Join(' ', request.Command), "")));

        (await Engine.Containers.ExecAsync(id, new ExecRequest { Command = ["openclaw", "doctor"] })).Should().Be(new ExecResult(3, "openclaw doctor", ""));

        (await EventsAsync()).Should().Equal("create", "start", "exec_create: openclaw doctor", "exec_start: openclaw doctor", "exec_die");
        Engine.Calls["exec_start"].Should().Be(1);
    }

    private async Task<string> ReadAsync(string id, ContainerLogQuery query)
    {
        var text = new StringBuilder();
        await foreach (LogFrame frame in Engine.Containers.ReadLogsAsync(id, query)) text.Append(Encoding.UTF8.GetString(frame.Data.Span));
        return text.ToString();
    }
}
