using System.Globalization;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

/// <summary>Whatever is done to the engine, and in whichever order, it stays an engine.</summary>
[TestFixture]
public sealed class RandomOperationsTests : EngineFixture
{
    private const int Steps = 400;

    private readonly List<Task> _pending = [];

    [TestCaseSource(nameof(Seeds))]
    public async Task Invariants_HoldAfterEveryStep(int seed)
    {
        var random = new Random(seed);
        Use(new InMemoryEngineOptions { Seed = seed, LiveRestore = seed % 2 == 0 });
        var history = new LegalHistory();
        long seen = 0;
        for (int step = 0; step < Steps; step++)
        {
            string done = Step(random);
            if (done is "outage") history.Forget();
            foreach (EngineEvent engineEvent in await ReplayAsync(new EngineEventQuery { Types = ["container"], SinceNanoseconds = seen + 1 }))
            {
                history.Add(engineEvent);
                seen = engineEvent.TimeNanoseconds;
            }

            history.Violations.Should().BeEmpty("step {0} ({1}) of seed {2}", step, done, seed);
            await CheckAsync($"step {step} ({done}) of seed {seed}");
        }

        await EndAsync();
    }

    private static IEnumerable<int> Seeds() => Enumerable.Range(1, 12);

    private string Step(Random random)
    {
        Processes(new SimulatedProcess
        {
            IgnoresStopSignal = random.Next(4) == 0,
            StopDuration = TimeSpan.FromSeconds(random.Next(3)),
            ExitsAfter = random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(20)) : null,
            ExitCode = random.Next(3),
            StartFailure = random.Next(10) == 0 ? StartFailure.EntrypointMissing("x") : null,
        });
        string name = Name(random);
        IContainerOperations containers = Engine.Containers;
        switch (random.Next(14))
        {
            case 0 or 1:
                string policy = ((string[])["no", "always", "unless-stopped", "on-failure"])[random.Next(4)];
                Do(Engine.Containers.CreateAsync(name, Request(policy) with { Healthcheck = new HealthCheck { Test = ["CMD", "x"], Interval = 3_000_000_000 } }));
                return "create";
            case 2 or 3:
                Do(containers.StartAsync(name));
                return "start";
            case 4:
                Do(containers.StopAsync(name, TimeSpan.FromSeconds(random.Next(4))));
                return "stop";
            case 5:
                Do(containers.KillAsync(name, ((string[])["KILL", "TERM", "HUP", "ZORK"])[random.Next(4)]));
                return "kill";
            case 6:
                Do(containers.PauseAsync(name));
                return "pause";
            case 7:
                Do(containers.UnpauseAsync(name));
                return "unpause";
            case 8:
                Do(containers.RenameAsync(name, Name(random)));
                return "rename";
            case 9:
                Do(containers.RemoveAsync(name, force: random.Next(2) == 0, removeAnonymousVolumes: true));
                return "remove";
            case 10:
                Do(containers.UpdateAsync(name, new UpdateContainerRequest { PidsLimit = random.Next(100) }));
                return "update";
            case 11:
                Do(containers.ExecAsync(name, new ExecRequest { Command = ["true"] }));
                return "exec";
            case 12 when random.Next(5) == 0:
                if (random.Next(2) == 0) Engine.CrashEngine();
                Clock.Advance(TimeSpan.FromSeconds(random.Next(5)));
                Engine.RestartEngine();
                return "outage";
            default:
                Clock.Advance(TimeSpan.FromMilliseconds(random.Next(5000)));
                return "time";
        }
    }

    private async Task CheckAsync(string when)
    {
        IReadOnlyList<ContainerSummary> list = await Engine.Containers.ListAsync(new ContainerListQuery());
        list.Select(line => line.Names!.Single()).Should().OnlyHaveUniqueItems(when);
        foreach (ContainerSummary line in list)
        {
            ContainerInspection inspection = await Engine.Containers.InspectAsync(line.Names![0]);
            ContainerState state = inspection.State!;
            inspection.Id.Should().Be(line.Id, when);
            line.State.Should().Be(state.Status, when);
            (state.Pid > 0).Should().Be(state.Status is "running" or "paused", when);
            state.Running.Should().Be(state.Status is "running" or "paused" or "restarting", when);
            (inspection.NetworkSettings!.Networks!["bridge"].IpAddress is { Length: > 0 }).Should().Be(state.Pid > 0, when);
        }
    }

    /// <summary>Every call ends, and a call that fails says why.</summary>
    private async Task EndAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (Task call in _pending)
        {
            try
            {
                await call.WaitAsync(TimeSpan.FromSeconds(30));
            }
            catch (DockerEngineException exception)
            {
                exception.Message.Should().NotBeEmpty();
                exception.Kind.Should().NotBe(EngineErrorKind.Protocol);
            }
        }

        _pending.Clear();
    }

    private void Do(Task call) => _pending.Add(call);

    private static string Name(Random random) => string.Create(CultureInfo.InvariantCulture, $"bot-{random.Next(5)}");
}
