using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Control;

[TestFixture]
public sealed class StartLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly List<string> _woken = [];
    private ManualTimeProvider _clock = null!;
    private StartLine _line = null!;
    private bool _hasRoom;

    [SetUp]
    public void SetUp()
    {
        _clock = new ManualTimeProvider();
        _hasRoom = false;
        Use(max: 2);
    }

    [TearDown]
    public void TearDown() => _line.Dispose();

    [Test]
    public void AsManyAsAllowed_AreOnTheirWay()
    {
        Enter("a").Should().BeTrue();
        Enter("b").Should().BeTrue();
        Enter("c").Should().BeFalse();
        Enter("a").Should().BeTrue("it has its place already");
        _line.Progress.Should().Be(new StartProgress(2, 1, 0, null));
    }

    [TestCase(ContainerHealthState.Healthy)]
    [TestCase(ContainerHealthState.None)]
    [TestCase(ContainerHealthState.Unhealthy)]
    public void OnItsWayNoMore_TheNextOneIsWoken(ContainerHealthState health)
    {
        foreach (var id in (string[])["a", "b", "c", "d"]) Enter(id);

        See("a", ContainerPhase.Running, ContainerHealthState.Starting);
        _woken.Should().BeEmpty();
        See("a", ContainerPhase.Running, health);

        _woken.Should().Equal("c");
        Enter("c").Should().BeTrue();
        Enter("d").Should().BeFalse();
    }

    [Test]
    public void Ended_MakesRoom()
    {
        foreach (var id in (string[])["a", "b", "c"]) Enter(id);

        See("b", ContainerPhase.Exited, ContainerHealthState.None);

        _woken.Should().Equal("c");
        _line.Progress!.Done.Should().Be(0);
    }

    [Test]
    public void TooLong_MakesRoomByItself()
    {
        foreach (var id in (string[])["a", "b", "c"]) Enter(id);

        _clock.Advance(Patience);

        _woken.Should().Contain("c");
        Enter("c").Should().BeTrue();
    }

    [Test]
    public void Order_IsByPriorityThenById()
    {
        Use(max: 1);
        Enter("first");
        Enter("z");
        Enter("a");
        Enter("urgent", priority: 5);

        var order = new List<string>();
        for (var current = "first"; ; current = order[^1])
        {
            _woken.Clear();
            See(current, ContainerPhase.Running, ContainerHealthState.Healthy);
            if (_woken.Count == 0) break;
            Enter(_woken[0], _woken[0] is "urgent" ? 5 : 0).Should().BeTrue();
            order.Add(_woken[0]);
        }

        order.Should().Equal("urgent", "a", "z");
        _line.Progress.Should().BeNull();
    }

    [Test]
    public void ThoseThatWait_AreNotOvertaken()
    {
        Use(max: 1);
        Enter("a");
        Enter("b");
        See("a", ContainerPhase.Running, ContainerHealthState.Healthy);

        Enter("c").Should().BeFalse("b comes first, and has been woken");
        Enter("b").Should().BeTrue();
    }

    [Test]
    public void WhoGivesUp_HoldsNobodyUp()
    {
        Use(max: 1);
        foreach (var id in (string[])["a", "b", "c"]) Enter(id);
        See("a", ContainerPhase.Running, ContainerHealthState.Healthy);

        _line.StopWaiting(BotId.Parse("b"));

        _woken.Should().Equal("b", "c");
        Enter("c").Should().BeTrue();
    }

    [Test]
    public void Gathered_ThoseGoFirstWhoseTurnItIs()
    {
        _line.Gather();
        foreach (var id in (string[])["c", "b", "a"]) Enter(id).Should().BeFalse();

        _clock.Advance(StartLine.Gathering);
        _woken.Should().Equal("a");
        Enter("c").Should().BeFalse();
        Enter("a").Should().BeTrue();
        Enter("b").Should().BeTrue();
    }

    [Test]
    public void Auto_IsAsManyAsTheCores_AndMoreWhileThereIsRoom()
    {
        Use(max: null);
        Enter("a").Should().BeTrue();
        Enter("b").Should().BeTrue();
        Enter("c").Should().BeFalse();

        _hasRoom = true;
        _clock.Advance(StartLine.Tick);
        _woken.Should().Equal("c");
        Enter("c").Should().BeTrue();
        Enter("d").Should().BeTrue();
    }

    [Test]
    public void Estimate_IsHeldByASteadyRun()
    {
        var (began, total, took) = (_clock.GetUtcNow(), 40, TimeSpan.FromSeconds(5));
        for (var i = 0; i < total; i++) Enter($"b{i:00}");
        _line.Progress!.DoneAt.Should().BeNull();
        DateTimeOffset? early = null;
        // Both places fill and become free together.
        for (var wave = 0; wave < total / 2; wave++)
        {
            _clock.Advance(took);
            foreach (var id in new[] { $"b{wave * 2:00}", $"b{(wave * 2) + 1:00}" })
            {
                _woken.Clear();
                See(id, ContainerPhase.Running, ContainerHealthState.Healthy);
                if (_woken.Count > 0) Enter(_woken[0]).Should().BeTrue();
            }

            if (wave == 4) early = _line.Progress!.DoneAt;
        }

        (early!.Value - began).Should().BeCloseTo(_clock.GetUtcNow() - began, TimeSpan.FromSeconds(10));
        _line.Progress.Should().BeNull();
    }

    [Test]
    public void Waiting_KnowsItsPlaceAndItsTurn()
    {
        foreach (var id in (string[])["a", "b", "c", "d", "e"]) Enter(id);
        _line.Find(BotId.Parse("d"))!.Ahead.Should().Be(3);
        _line.Find(BotId.Parse("a")).Should().BeNull();

        _clock.Advance(TimeSpan.FromSeconds(8));
        See("a", ContainerPhase.Running, ContainerHealthState.Healthy);
        Enter("c");
        _line.Find(BotId.Parse("e"))!.TurnAt.Should().Be(_clock.GetUtcNow().AddSeconds(8), "two take eight seconds, and it is the second in the line");
    }

    private void Use(int? max)
    {
        _line?.Dispose();
        _woken.Clear();
        _line = new StartLine(max, cores: 2, _ => _hasRoom, _clock) { Wake = id => _woken.Add(id.Value) };
    }

    private bool Enter(string id, int priority = 0) => _line.TryEnter(BotId.Parse(id), priority, Patience);

    private void See(string id, ContainerPhase phase, ContainerHealthState health) => _line.Seen(new ObservedBot(
        BotId.Parse(id),
        [new ObservedContainer { Id = id, Name = id, Ownership = ContainerOwnership.Ours, Phase = phase, Health = health, Process = 7 }],
        _clock.GetUtcNow()));
}
