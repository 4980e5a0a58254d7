using System.Collections.Concurrent;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Transport;
using BotMaker.Testing.Time;

namespace BotMaker.DockerEngine.Tests.Fakes;

/// <summary>Base of the wire tests: a scripted engine, the real client, a clock that stands still.</summary>
internal abstract class WireTests
{
    protected const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    protected FakeEngine Engine { get; private set; } = null!;

    protected DockerEngineClient Client { get; private set; } = null!;

    protected ManualTimeProvider Clock { get; private set; } = null!;

    protected ConcurrentQueue<EngineCall> Calls { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Clock = new ManualTimeProvider();
        Calls = new ConcurrentQueue<EngineCall>();
        Engine = await FakeEngine.StartAsync();
        Client = new DockerEngineClient(Engine.Endpoint, new DockerEngineClientOptions { TimeProvider = Clock, OnCompleted = Calls.Enqueue });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Client.DisposeAsync();
        await Engine.DisposeAsync();
    }

    protected static async Task<DockerEngineException> FailureOfAsync(Func<Task> call)
    {
        var assertion = await call.Should().ThrowAsync<DockerEngineException>();
        return assertion.Which;
    }

    protected static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
