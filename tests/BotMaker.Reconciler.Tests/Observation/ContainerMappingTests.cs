using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Observation;

namespace BotMaker.Reconciler.Tests.Observation;

[TestFixture]
public sealed class ContainerMappingTests
{
    [TestCase("running", true, false, false, 42, ContainerPhase.Running)]
    [TestCase("running", true, false, true, 0, ContainerPhase.Restarting, Description = "Running is true between two restarts by the engine")]
    [TestCase("restarting", true, false, true, 0, ContainerPhase.Restarting)]
    [TestCase("running", true, false, false, 0, ContainerPhase.Unknown)]
    [TestCase("paused", true, true, false, 42, ContainerPhase.Paused)]
    [TestCase("created", false, false, false, 0, ContainerPhase.Created)]
    [TestCase("exited", false, false, false, 0, ContainerPhase.Exited)]
    [TestCase("removing", false, false, false, 0, ContainerPhase.Removing)]
    [TestCase("stopped", false, false, false, 0, ContainerPhase.Unknown, Description = "podman")]
    [TestCase("hibernating", false, false, false, 0, ContainerPhase.Unknown)]
    public void Phase_OfAState(string status, bool running, bool paused, bool restarting, long pid, ContainerPhase expected) =>
        ContainerMapping.PhaseOf(new ContainerState { Status = status, Running = running, Paused = paused, Restarting = restarting, Pid = pid }).Should().Be(expected);

    [Test]
    public void Phase_DeadOrWithoutState_IsSaid()
    {
        ContainerMapping.PhaseOf(new ContainerState { Status = "exited", Dead = true }).Should().Be(ContainerPhase.Dead);
        ContainerMapping.PhaseOf((ContainerState?)null).Should().Be(ContainerPhase.Unknown);
    }

    [Test]
    public void Health_AfterAStop_IsNoHealth()
    {
        var stopped = Map(new ContainerState { Status = "exited", ExitCode = 0, Health = new ContainerHealth { Status = "unhealthy" } });

        stopped.Health.Should().Be(ContainerHealthState.None);
    }

    [Test]
    public void Health_WhileRunning_HasTheLastProbesOutput()
    {
        var running = Map(new ContainerState
        {
            Status = "running",
            Running = true,
            Pid = 1,
            Health = new ContainerHealth { Status = "unhealthy", Log = [new HealthProbeResult { Output = "first" }, new HealthProbeResult { Output = "last\n" }] },
        });

        running.Health.Should().Be(ContainerHealthState.Unhealthy);
        running.HealthOutput.Should().Be("last");
    }

    [TestCase("exited", 137, true, true)]
    [TestCase("exited", 0, true, false, Description = "only a child was killed")]
    [TestCase("exited", 137, false, false)]
    public void OomKilled_OnlyFromAnExit(string status, long exitCode, bool flag, bool expected) =>
        Map(new ContainerState { Status = status, ExitCode = exitCode, OomKilled = flag }).OomKilled.Should().Be(expected);

    [Test]
    public void OomKilled_WhileRunning_IsStale() =>
        Map(new ContainerState { Status = "running", Running = true, Pid = 1, ExitCode = 137, OomKilled = true }).OomKilled.Should().BeFalse();

    [Test]
    public void Times_AreParsedToTicks_AndYearOneIsNever()
    {
        var mapped = Map(new ContainerState { Status = "exited", StartedAt = "2026-01-02T03:04:05.123456789Z", FinishedAt = "0001-01-01T00:00:00Z" });

        mapped.StartedAt.Should().Be(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567));
        mapped.FinishedAt.Should().BeNull();
    }

    [TestCase("2026-01-02T03:04:05Z", 0)]
    [TestCase("2026-01-02T03:04:05.1Z", 1000000)]
    [TestCase("2026-01-02T05:04:05.123456789+02:00", 1234567)]
    public void Timestamp_InEveryForm(string text, long ticks) =>
        EngineTimestamp.Parse(text).Should().Be(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(ticks));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("yesterday")]
    public void Timestamp_Nonsense_IsUnknown(string? text) => EngineTimestamp.Parse(text).Should().BeNull();

    [TestCase("Up 2 minutes (healthy)", ContainerHealthState.Healthy)]
    [TestCase("Up 2 minutes (unhealthy)", ContainerHealthState.Unhealthy)]
    [TestCase("Up 2 seconds (health: starting)", ContainerHealthState.Starting)]
    [TestCase("Up 2 minutes", ContainerHealthState.None)]
    [TestCase("Up 2 minutes (Paused)", ContainerHealthState.None)]
    [TestCase(null, ContainerHealthState.None)]
    public void StatusText_Health(string? text, ContainerHealthState expected) => StatusText.Health(text).Should().Be(expected);

    [TestCase("Exited (137) 5 minutes ago", 137)]
    [TestCase("Restarting (1) 2 seconds ago", 1)]
    [TestCase("Exited (-1) 5 minutes ago", -1)]
    [TestCase("Created", null)]
    [TestCase("Up 3 hours (healthy)", null)]
    public void StatusText_ExitCode(string text, long? expected) => StatusText.ExitCode(text).Should().Be(expected);

    [Test]
    public void Line_OfAListAndOfAnInspection_AreEqualWhileNothingChanged()
    {
        var line = new ContainerSummary { Id = new string('a', 64), Names = ["/x"], State = "running", Status = "Up 2 minutes (healthy)", ImageId = "sha256:1" };
        var seen = ContainerMapping.Map(
            new ContainerInspection
            {
                Id = line.Id,
                Name = "/x",
                ImageId = "sha256:1",
                State = new ContainerState { Status = "running", Running = true, Pid = 7, Health = new ContainerHealth { Status = "healthy" } },
            },
            ContainerOwnership.Ours);

        ContainerLine.Of(seen).Should().Be(ContainerLine.Of(line));
        ContainerLine.Of(line with { Status = "Up 3 hours (healthy)" }).Should().Be(ContainerLine.Of(line), "the rest of the sentence moves with the clock");
        ContainerLine.Of(line with { Status = "Up 2 minutes (unhealthy)" }).Should().NotBe(ContainerLine.Of(line));
        ContainerLine.Of(line with { Names = ["/y"] }).Should().NotBe(ContainerLine.Of(line));
        ContainerLine.Of(line with { State = "exited", Status = "Exited (0) 1 second ago" }).Should().NotBe(ContainerLine.Of(line));
    }

    [Test]
    public void Attempt_WithoutOrWithABadLabel_IsZero()
    {
        ContainerMapping.Map(new ContainerSummary { Id = "a", Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Labels.Attempt] = "seven" } }, ContainerOwnership.Ours)
            .Attempt.Should().Be(0);
    }

    private static ObservedContainer Map(ContainerState state) =>
        ContainerMapping.Map(new ContainerInspection { Id = "a", Name = "/x", State = state }, ContainerOwnership.Ours);
}
