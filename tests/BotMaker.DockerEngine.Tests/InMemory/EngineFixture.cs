using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Testing.Time;

namespace BotMaker.DockerEngine.Tests.InMemory;

/// <summary>An engine with one image, a clock that stands still, and bots whose process each test decides.</summary>
public abstract class EngineFixture
{
    protected const string Image = "bot:1";

    private SimulatedProcess _process = SimulatedProcess.Gateway;

    protected ManualTimeProvider Clock { get; private set; } = null!;

    protected InMemoryEngine Engine { get; private set; } = null!;

    [SetUp]
    public void StartEngine()
    {
        Clock = new ManualTimeProvider();
        Use(new InMemoryEngineOptions());
    }

    [TearDown]
    public async Task EndEngine() => await Engine.DisposeAsync();

    /// <summary>A new engine with these options.</summary>
    protected void Use(InMemoryEngineOptions options)
    {
        _process = SimulatedProcess.Gateway;
        Engine = new InMemoryEngine(Clock, options with { Behaviour = _ => _process, SourceExists = options.SourceExists ?? (_ => true) });
        Engine.AddImage(Image);
    }

    /// <summary>What processes do that are started from now on.</summary>
    protected void Processes(SimulatedProcess process) => _process = process;

    protected static CreateContainerRequest Request(string? policy = null, int retries = 0) => new()
    {
        Image = Image,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["bot"] = "a" },
        HostConfig = new HostConfig { RestartPolicy = policy is null ? null : new RestartPolicy(policy, retries) },
    };

    protected async Task<string> CreateAsync(string name = "bot-a", CreateContainerRequest? request = null) =>
        (await Engine.Containers.CreateAsync(name, request ?? Request())).Id;

    protected async Task<string> RunAsync(string name = "bot-a", CreateContainerRequest? request = null)
    {
        string id = await CreateAsync(name, request);
        await Engine.Containers.StartAsync(id);
        return id;
    }

    protected async Task<ContainerState> StateAsync(string id) => (await Engine.Containers.InspectAsync(id)).State!;

    protected async Task<string> StatusAsync(string id) => (await StateAsync(id)).Status!;

    /// <summary>The list's line for a container.</summary>
    protected async Task<ContainerSummary> ListedAsync(string id) =>
        (await Engine.Containers.ListAsync(new ContainerListQuery())).Single(line => string.Equals(line.Id, id, StringComparison.Ordinal));

    /// <summary>All events so far, as the replay has them: <c>kill(15)</c>, <c>die(0)</c>, <c>stop</c>.</summary>
    protected async Task<IReadOnlyList<string>> EventsAsync(params string[] types)
    {
        var texts = new List<string>();
        foreach (EngineEvent engineEvent in await ReplayAsync(new EngineEventQuery { Types = types.Length == 0 ? ["container"] : types }))
            texts.Add(Text(engineEvent));
        return texts;
    }

    protected async Task<IReadOnlyList<EngineEvent>> ReplayAsync(EngineEventQuery query)
    {
        // Distinct event times may run ahead of the standing clock.
        Clock.Advance(TimeSpan.FromTicks(100));
        long now = (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        await using EngineEventStream stream = await Engine.System.OpenEventsAsync(query with { SinceNanoseconds = query.SinceNanoseconds ?? 0, UntilNanoseconds = now });
        var events = new List<EngineEvent>();
        await foreach (EngineEvent engineEvent in stream.ReadAllAsync()) events.Add(engineEvent);
        return events;
    }

    protected static string Text(EngineEvent engineEvent) => engineEvent switch
    {
        { Action: "kill" } => $"kill({engineEvent.Attributes["signal"]})",
        { Action: "die" } => $"die({engineEvent.Attributes["exitCode"]})",
        _ => engineEvent.Action,
    };

    /// <summary>The status code of a call as the wire has it; <c>ok</c> for a success without one of its own.</summary>
    protected static async Task<string> CodeOfAsync(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (DockerEngineException exception)
        {
            return ((int?)exception.StatusCode)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? exception.Kind.ToString();
        }
    }

    protected static async Task<DockerEngineException> RefusalAsync(Func<Task> call) =>
        (await call.Should().ThrowAsync<DockerEngineException>()).Which;
}
