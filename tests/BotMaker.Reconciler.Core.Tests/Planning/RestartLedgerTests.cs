using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>From look to look: what counts as a crash, what does not, and what a loop is.</summary>
[TestFixture]
public sealed class RestartLedgerTests
{
    private static readonly DateTimeOffset Start = Scene.Now;
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260906UL, 23UL);

    private DesiredBot _bot = null!;
    private RestartHistory _history = null!;
    private BotRecord _record = null!;
    private List<EngineDisturbance> _disturbances = null!;
    private DateTimeOffset _now;

    [SetUp]
    public void SetUp() => (_bot, _history, _record, _disturbances, _now) = (Scene.NewBot(), RestartHistory.Empty, BotRecord.Empty, [], Start);

    [Test]
    public void FiveRestartsInFiveMinutes_AreOrdinary_TheSixthIsALoop()
    {
        for (var i = 1; i <= 5; i++) Restarting(count: i);
        _history.IsBackingOff.Should().BeFalse();

        Restarting(count: 6);

        _history.BackOffs.Should().Be(1);
        _history.LastCrash!.At.Should().Be(_now);
        CrashLoop.NextStartAt(_history).Should().Be(_now.AddSeconds(10));
        _history.PolicyWithdrawn.Should().BeTrue();
        _history.Total.Should().Be(6);
    }

    [Test]
    public void SixRestartsInMoreThanFiveMinutes_AreNoLoop()
    {
        for (var i = 1; i <= 12; i++) Restarting(count: i, after: TimeSpan.FromSeconds(61));

        _history.IsBackingOff.Should().BeFalse();
        _history.Total.Should().Be(12);
    }

    [Test]
    public void RestartsThatTheBotAskedFor_DoNotCount()
    {
        for (var i = 1; i <= 20; i++) Restarting(count: i, exitCode: 0);

        _history.IsBackingOff.Should().BeFalse();
        _history.Crashes.Should().BeEmpty();
        _history.Total.Should().Be(20);
    }

    [Test]
    public void RestartsBetweenTwoLooks_CountByTheEnginesCounter()
    {
        Look(c => c with { RestartCount = 0 });
        _now += TimeSpan.FromMinutes(1);
        Look(c => c with { RestartCount = 6 });

        _history.BackOffs.Should().Be(1);
        _history.Crashes.Should().HaveCount(6).And.BeInAscendingOrder(crash => crash.At).And.OnlyContain(crash => crash.At > Start && crash.At < _now);
    }

    [Test]
    public void RestartsThroughALongAbsence_AreSpreadOverIt()
    {
        Look(c => c with { RestartCount = 0 });
        _now += TimeSpan.FromHours(2);
        Look(c => c with { RestartCount = 30 });

        _history.IsBackingOff.Should().BeFalse("fifteen an hour are one every four minutes");
        _history.Total.Should().Be(30);
    }

    [Test]
    public void MissedRestarts_AreTakenToBeLikeTheOneThatWasSeen()
    {
        Restarting(count: 3, exitCode: 0);
        Look(c => c with { RestartCount = 9 });

        _history.Crashes.Should().BeEmpty();
    }

    [Test]
    public void CounterThatWasSetBack_IsCountedFromZero()
    {
        Restarting(count: 4);
        Look(c => c with { RestartCount = 1 });

        _history.Total.Should().Be(5);
    }

    [Test]
    public void EndsAroundAnEngineStop_DoNotCount()
    {
        for (var i = 1; i <= 4; i++) Restarting(count: i);
        var down = _now.AddSeconds(30);
        for (var i = 5; i <= 8; i++) Restarting(count: i, after: TimeSpan.FromSeconds(6));
        _history.IsBackingOff.Should().BeTrue("nobody knew yet that the engine was stopping");
        _history = RestartLedger.Forgive(_history);

        _disturbances.Add(new EngineDisturbance(down, To: null));
        for (var i = 1; i <= 8; i++) Restarting(count: i, after: TimeSpan.FromSeconds(2));
        _disturbances[0] = new EngineDisturbance(down, _now);
        Look(c => c);

        _history.Crashes.Should().BeEmpty();
        _history.IsBackingOff.Should().BeFalse();
    }

    [Test]
    public void EndsWhoseRestartIsOurs_Count()
    {
        _bot = Owned(RestartOwner.Reconciler);
        for (var i = 0; i < 6; i++) Exited(exitCode: 1);

        _history.IsBackingOff.Should().BeTrue();
        _history.Total.Should().Be(6);
    }

    [Test]
    public void StopThroughTheEngine_IsNoCrash()
    {
        for (var i = 0; i < 9; i++) Exited(exitCode: 137);

        _history.Crashes.Should().BeEmpty("an engine that restarts it would have done so");
    }

    [Test]
    public void StopOfOurs_IsNoCrash()
    {
        _bot = Owned(RestartOwner.Reconciler);
        _record = Scene.Empty.With(_bot, 1).WithRecorded(a => a with { StoppedByUs = true }).Record;
        for (var i = 0; i < 9; i++) Exited(exitCode: 137);

        _history.Crashes.Should().BeEmpty();
    }

    [Test]
    public void SameEndSeenTwice_CountsOnce()
    {
        _bot = Owned(RestartOwner.Reconciler);
        Exited(exitCode: 1);
        var (before, end) = (_history, _now);
        _now += TimeSpan.FromSeconds(3);
        Look(c => c with { Phase = ContainerPhase.Exited, ExitCode = 1, StartedAt = end.AddSeconds(-1), FinishedAt = end });
        Look(c => c with { Phase = ContainerPhase.Exited, ExitCode = 1, StartedAt = end.AddSeconds(-1), FinishedAt = end.AddSeconds(2) });

        (_history with { SeenAt = before.SeenAt }).Should().Be(before, "stopping what waits for a restart moves the time of its end");
    }

    [Test]
    public void BackingOff_WaitsTwiceAsLongAfterEach_FiveMinutesAtMost()
    {
        Loop();
        var waits = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            waits.Add((CrashLoop.NextStartAt(_history)!.Value - _history.LastCrash!.At).TotalSeconds);
            _now = CrashLoop.NextStartAt(_history)!.Value;
            Exited(exitCode: 1, policy: EngineRestartPolicy.No);
        }

        waits.Should().Equal(10, 20, 40, 80, 160, 300, 300);
    }

    [Test]
    public void TenMinutesOfHealth_EndIt()
    {
        Loop();
        Running();
        _history.HealthySince.Should().Be(_now);
        CrashLoop.OverAt(_history).Should().Be(_now.AddMinutes(10));

        Running(TimeSpan.FromMinutes(9));
        _history.IsBackingOff.Should().BeTrue();
        Running(TimeSpan.FromMinutes(1));
        _history.IsBackingOff.Should().BeFalse();
        _history.PolicyWithdrawn.Should().BeTrue("the engine has not got its restarts back yet");
        Look(c => c);
        _history.PolicyWithdrawn.Should().BeFalse();
    }

    [Test]
    public void HealthWithABreak_DoesNot()
    {
        Loop();
        Running();
        Running(TimeSpan.FromMinutes(8));
        _now += TimeSpan.FromMinutes(1);
        Look(c => c with { Health = ContainerHealthState.Unhealthy, Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } });
        Running(TimeSpan.FromMinutes(2));

        _history.IsBackingOff.Should().BeTrue();
        CrashLoop.OverAt(_history).Should().Be(_now.AddMinutes(10));
    }

    [Test]
    public void AnotherContainer_StartsAnew()
    {
        Loop();
        Look(c => c with { Id = "c2", Attempt = 2 });

        _history.IsBackingOff.Should().BeFalse();
        _history.Total.Should().Be(0);
    }

    [Test]
    public void ChangedManifest_IsANewChanceForTheSameContainer()
    {
        Loop();
        _bot = _bot with { Generation = 2 };
        Look(c => c with { RestartCount = 6, Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } });

        _history.IsBackingOff.Should().BeFalse();
        _history.PolicyWithdrawn.Should().BeTrue();
        _history.Crashes.Should().BeEmpty();
    }

    [Test]
    public void OutOfMemory_IsKnownFromTheEnd()
    {
        _bot = Owned(RestartOwner.Reconciler);
        for (var i = 0; i < 6; i++) Exited(exitCode: 137, oom: true);

        _history.LastCrash!.OomKilled.Should().BeTrue();
    }

    [Test]
    public void LookingOftener_FindsTheSameEnds() => Check.One(Thorough, Prop.ForAll(
        Arb.From(Gen.Choose(1, 120).ListOf(12).Select(list => list.ToList())),
        Arb.From(Gen.Elements(true, false).ListOf(12).Select(list => list.ToList())),
        (gaps, seen) =>
        {
            SetUp();
            var ends = new List<DateTimeOffset>();
            for (var i = 0; i < gaps.Count; i++)
            {
                _now += TimeSpan.FromSeconds(gaps[i]);
                ends.Add(_now);
                if (!seen[i]) continue;
                Look(c => c with { Phase = ContainerPhase.Restarting, ExitCode = 1, RestartCount = ends.Count, StartedAt = _now.AddSeconds(-0.5), FinishedAt = _now });
                _now += TimeSpan.FromMilliseconds(200);
                Look(c => c with { RestartCount = ends.Count, StartedAt = _now });
            }

            _now += TimeSpan.FromMilliseconds(100);
            Look(c => c with { RestartCount = ends.Count });
            _history.Total.Should().Be(ends.Count, "no restart is lost and none is counted twice");
            if (seen.TrueForAll(s => s)) _history.Crashes.Count.Should().Be(ends.Count(end => _now - end <= CrashLoop.Window));
        }));

    private static DesiredBot Owned(RestartOwner owner) => Scene.NewBot(s => s with { Restart = new RestartSpec { Owner = owner } });

    private void Loop()
    {
        for (var i = 1; i <= 6; i++) Restarting(count: i);
        _history.IsBackingOff.Should().BeTrue();
    }

    private void Restarting(int count, int exitCode = 1, TimeSpan? after = null)
    {
        _now += after ?? TimeSpan.FromSeconds(10);
        Look(c => c with { Phase = ContainerPhase.Restarting, ExitCode = exitCode, RestartCount = count, StartedAt = _now.AddSeconds(-1), FinishedAt = _now });
    }

    private void Exited(int exitCode, bool oom = false, EngineRestartPolicy? policy = null)
    {
        _now += TimeSpan.FromSeconds(10);
        Look(c => c with
        {
            Phase = ContainerPhase.Exited,
            ExitCode = exitCode,
            OomKilled = oom,
            StartedAt = _now.AddSeconds(-1),
            FinishedAt = _now,
            Limits = policy is { } is_ ? c.Limits! with { RestartPolicy = is_ } : c.Limits,
        });
    }

    private void Running(TimeSpan? after = null)
    {
        _now += after ?? TimeSpan.Zero;
        Look(c => c with { Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } });
    }

    private void Look(Func<ObservedContainer, ObservedContainer> change)
    {
        var container = change(Scene.Container(_bot, 1) with { CreatedAt = Start, StartedAt = _now });
        var observed = new ObservedBot(Scene.Id, [container], _now);
        _history = RestartLedger.Take(_history, new BotIntent { Id = Scene.Id, Presence = DesiredPresence.Present, Bot = _bot }, _record, observed, _disturbances);
    }
}
