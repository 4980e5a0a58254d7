using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Transport;
using BotMaker.Testing.EngineServer;
using BotMaker.Testing.Time;

namespace BotMaker.DockerEngine.Tests.Conformance;

/// <summary>How the engine is reached.</summary>
public enum Reach
{
    /// <summary>The engine in memory, called directly.</summary>
    Direct,

    /// <summary>The same engine behind the API on a Unix socket, called by the client for real engines.</summary>
    OverSocket,
}

/// <summary>
/// The engine in memory and the client of a real engine stand behind one seam. Each test runs once on either, with the same expectations:
/// what the daemon learns from its tests in memory must be what it meets on a socket.
/// </summary>
public abstract class ConformanceFixture(Reach reach)
{
    protected const string Image = "bot:1";

    private EngineHttpServer? _server;
    private string? _directory;

    protected ManualTimeProvider Clock { get; private set; } = null!;

    /// <summary>The hand on the engine itself.</summary>
    protected InMemoryEngine World { get; private set; } = null!;

    /// <summary>What is tested.</summary>
    protected IContainerEngine Engine { get; private set; } = null!;

    protected SimulatedProcess Process { get; set; } = SimulatedProcess.Gateway;

    [SetUp]
    public async Task StartEngine()
    {
        Clock = new ManualTimeProvider();
        Process = SimulatedProcess.Gateway;
        World = new InMemoryEngine(Clock, new InMemoryEngineOptions { Behaviour = _ => Process, SourceExists = _ => true });
        World.AddImage(Image);
        Engine = World;
        if (reach is Reach.Direct) return;
        _directory = Directory.CreateTempSubdirectory("engine-").FullName;
        _server = await EngineHttpServer.StartAsync(World, Path.Combine(_directory, "docker.sock"));
        Engine = new DockerEngineClient(EngineEndpoint.Parse(_server.Address));
    }

    [TearDown]
    public async Task EndEngine()
    {
        await Engine.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        await World.DisposeAsync();
        if (_directory is not null) Directory.Delete(_directory, recursive: true);
    }

    protected static CreateContainerRequest Request(string bot = "a") => new()
    {
        Image = Image,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["bot"] = bot },
    };

    protected async Task<string> CreateAsync(string name = "bot-a", CreateContainerRequest? request = null) =>
        (await Engine.Containers.CreateAsync(name, request ?? Request())).Id;

    protected async Task<string> RunAsync(string name = "bot-a", CreateContainerRequest? request = null)
    {
        string id = await CreateAsync(name, request);
        await Engine.Containers.StartAsync(id);
        return id;
    }

    protected async Task<string> StatusAsync(string id) => (await Engine.Containers.InspectAsync(id)).State!.Status!;

    protected static async Task<DockerEngineException> FailureAsync(Func<Task> call) => (await call.Should().ThrowAsync<DockerEngineException>()).Which;

    protected static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var read = new List<T>();
        await foreach (T item in items) read.Add(item);
        return read;
    }

    /// <summary>Returns when so many calls have reached the engine: over a socket a call is on its way for a while.</summary>
    protected Task ArrivedAsync(string operation, int calls) => UntilAsync(() => World.Calls[operation] >= calls);

    protected static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
