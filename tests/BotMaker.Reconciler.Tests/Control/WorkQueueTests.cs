using BotMaker.Reconciler.Control;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Control;

[TestFixture]
public sealed class WorkQueueTests
{
    private ManualTimeProvider _time = null!;
    private WorkQueue<string> _queue = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new ManualTimeProvider();
        _queue = new WorkQueue<string>(_time);
    }

    [TearDown]
    public void TearDown() => _queue.Dispose();

    [Test]
    public void Add_Twice_IsHandedOutOnce()
    {
        _queue.Add("a", WorkPriority.Background);
        _queue.Add("a", WorkPriority.Background);

        TakeAll().Should().Equal("a");
    }

    [Test]
    public void Take_WithinAPriority_IsFirstInFirstOut()
    {
        foreach (var key in new[] { "b", "a", "c" }) _queue.Add(key, WorkPriority.Background);

        TakeAll().Should().Equal("b", "a", "c");
    }

    [Test]
    public void Take_UrgentFirst_ThenBackground()
    {
        _queue.Add("slow", WorkPriority.Background);
        _queue.Add("quick", WorkPriority.Urgent);

        TakeAll().Should().Equal("quick", "slow");
    }

    [Test]
    public void Add_WaitingKeyWithHigherPriority_MovesItUp()
    {
        foreach (var key in new[] { "a", "b" }) _queue.Add(key, WorkPriority.Background);

        _queue.Add("b", WorkPriority.Urgent);

        TakeAll().Should().Equal("b", "a");
    }

    [Test]
    public void Add_WaitingKeyWithLowerPriority_LeavesItUp()
    {
        _queue.Add("a", WorkPriority.Urgent);
        _queue.Add("b", WorkPriority.Urgent);

        _queue.Add("a", WorkPriority.Background);

        TakeAll().Should().Equal("a", "b");
    }

    [Test]
    public void Add_WhileWorkedOn_IsNotHandedOutBeforeDone()
    {
        _queue.Add("a", WorkPriority.Background);
        Take().Should().Be("a");

        _queue.Add("a", WorkPriority.Background);

        Take().Should().BeNull("one worker a key");
        _queue.Done("a");
        Take().Should().Be("a", "the add during the work must not be lost");
    }

    [Test]
    public void Add_ManyTimesWhileWorkedOn_RunsOnceMore()
    {
        _queue.Add("a", WorkPriority.Background);
        Take();
        for (var i = 0; i < 5; i++) _queue.Add("a", WorkPriority.Background);
        _queue.Done("a");

        TakeAll().Should().Equal("a");
    }

    [Test]
    public void Add_WhileWorkedOn_KeepsTheHigherPriority()
    {
        _queue.Add("a", WorkPriority.Background);
        Take();
        _queue.Add("a", WorkPriority.Urgent);
        _queue.Add("a", WorkPriority.Background);
        _queue.Add("b", WorkPriority.Background);
        _queue.Done("a");

        TakeAll().Should().Equal("a", "b");
    }

    [Test]
    public void Done_WithoutNewAdd_LeavesNothing()
    {
        _queue.Add("a", WorkPriority.Background);
        Take();
        _queue.Done("a");

        Take().Should().BeNull();
        _queue.State.Processing.Should().Be(0);
    }

    [Test]
    public void AddAfter_BeforeItsTime_IsNotHandedOut()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10), WorkPriority.Background);

        _time.Advance(TimeSpan.FromSeconds(9.9));
        Take().Should().BeNull();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Take().Should().Be("a");
    }

    [Test]
    public void AddAfter_Twice_TheEarlierTimeWins()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10), WorkPriority.Background);
        _queue.AddAfter("a", TimeSpan.FromSeconds(3), WorkPriority.Background);
        _queue.AddAfter("a", TimeSpan.FromSeconds(20), WorkPriority.Background);

        _time.Advance(TimeSpan.FromSeconds(3));
        TakeAll().Should().Equal("a");
        _time.Advance(TimeSpan.FromSeconds(60));
        TakeAll().Should().BeEmpty("the later times merged into the earlier one");
    }

    [Test]
    public void AddAfter_SeveralKeys_ComeInOrderOfTheirTimes()
    {
        _queue.AddAfter("late", TimeSpan.FromSeconds(3), WorkPriority.Background);
        _queue.AddAfter("early", TimeSpan.FromSeconds(1), WorkPriority.Background);
        _queue.AddAfter("middle", TimeSpan.FromSeconds(2), WorkPriority.Background);

        _time.Advance(TimeSpan.FromSeconds(5));

        TakeAll().Should().Equal("early", "middle", "late");
    }

    [Test]
    public void AddAfter_HigherPriorityLater_KeepsTheTimeAndTheHigherPriority()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(1), WorkPriority.Background);
        _queue.AddAfter("a", TimeSpan.FromSeconds(9), WorkPriority.Urgent);
        _queue.Add("b", WorkPriority.Background);

        _time.Advance(TimeSpan.FromSeconds(1));

        TakeAll().Should().Equal("a", "b");
    }

    [Test]
    public void Add_OfADelayedKey_EndsTheDelay()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10), WorkPriority.Urgent);

        _queue.Add("a", WorkPriority.Background);

        TakeAll().Should().Equal("a");
        _time.Advance(TimeSpan.FromSeconds(20));
        TakeAll().Should().BeEmpty();
    }

    [Test]
    public void AddAfter_DueWhileWorkedOn_RunsAfterDone()
    {
        _queue.Add("a", WorkPriority.Background);
        Take();
        _queue.AddAfter("a", TimeSpan.FromSeconds(1), WorkPriority.Background);

        _time.Advance(TimeSpan.FromSeconds(2));

        Take().Should().BeNull();
        _queue.Done("a");
        Take().Should().Be("a");
    }

    [Test]
    public async Task TakeAsync_OnAnEmptyQueue_WaitsForAnAdd()
    {
        var taking = _queue.TakeAsync(CancellationToken.None).AsTask();
        taking.IsCompleted.Should().BeFalse();

        _queue.Add("a", WorkPriority.Background);

        (await taking)!.Value.Key.Should().Be("a");
    }

    [Test]
    public async Task TakeAsync_Cancelled_DoesNotSwallowAKey()
    {
        using var cancelled = new CancellationTokenSource();
        var first = _queue.TakeAsync(cancelled.Token).AsTask();
        var second = _queue.TakeAsync(CancellationToken.None).AsTask();

        await cancelled.CancelAsync();
        _queue.Add("a", WorkPriority.Background);

        await first.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        (await second)!.Value.Key.Should().Be("a");
    }

    [Test]
    public async Task CloseAsync_WithWorkUnderWay_CompletesWhenItIsDone()
    {
        _queue.Add("a", WorkPriority.Background);
        _queue.Add("b", WorkPriority.Background);
        Take();
        var closing = _queue.CloseAsync();
        closing.IsCompleted.Should().BeFalse();

        _queue.Add("c", WorkPriority.Urgent);
        (await _queue.TakeAsync(CancellationToken.None)).Should().BeNull("nothing is handed out after a close");
        _queue.Done("a");

        await closing;
    }

    [Test]
    public async Task CloseAsync_WakesWhoWaits()
    {
        var taking = _queue.TakeAsync(CancellationToken.None).AsTask();

        await _queue.CloseAsync();

        (await taking).Should().BeNull();
    }

    [Test]
    public void State_AndHooks_TellDepthsAndTimes()
    {
        var told = new List<string>();
        using var queue = new WorkQueue<string>(_time, new WorkQueueHooks
        {
            Added = priority => told.Add($"added {priority}"),
            Taken = waited => told.Add($"waited {waited.TotalSeconds}"),
            Done = worked => told.Add($"worked {worked.TotalSeconds}"),
        });
        queue.Add("a", WorkPriority.Urgent);
        queue.Add("b", WorkPriority.Background);
        queue.Add("b", WorkPriority.Background);
        queue.AddAfter("c", TimeSpan.FromMinutes(1), WorkPriority.Background);
        _time.Advance(TimeSpan.FromSeconds(2));
        queue.TryTake(out _);
        _time.Advance(TimeSpan.FromSeconds(3));

        queue.State.Should().Be(new WorkQueueState(0, 1, 1, 1, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)));
        queue.Done("a");
        told.Should().Equal("added Urgent", "added Background", "waited 2", "worked 3");
    }

    /// <summary>Random operations against the plain statement of what the queue promises.</summary>
    [Test]
    public void RandomOperations_KeepThePromises([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var keys = Enumerable.Range(0, 6).Select(i => $"k{i}").ToArray();
        var working = new HashSet<string>(StringComparer.Ordinal);
        var owed = new HashSet<string>(StringComparer.Ordinal);
        var due = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

        for (var step = 0; step < 3000; step++)
        {
            var key = keys[random.Next(keys.Length)];
            var priority = (WorkPriority)random.Next(2);
            switch (random.Next(5))
            {
                case 0:
                    _queue.Add(key, priority);
                    owed.Add(key);
                    due.Remove(key);
                    break;
                case 1:
                    var delay = TimeSpan.FromSeconds(random.Next(1, 10));
                    _queue.AddAfter(key, delay, priority);
                    if (!owed.Contains(key))
                    {
                        var at = _time.GetUtcNow() + delay;
                        due[key] = due.TryGetValue(key, out var earlier) && earlier < at ? earlier : at;
                    }

                    break;
                case 2:
                    _time.Advance(TimeSpan.FromSeconds(random.Next(1, 4)));
                    foreach (var (delayed, at) in due.Where(pair => pair.Value <= _time.GetUtcNow()).ToList())
                    {
                        due.Remove(delayed);
                        owed.Add(delayed);
                    }

                    break;
                case 3:
                    var available = owed.Except(working, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
                    if (_queue.TryTake(out var item))
                    {
                        available.Should().Contain(item.Key);
                        working.Add(item.Key).Should().BeTrue("single flight");
                        owed.Remove(item.Key);
                    }
                    else
                    {
                        available.Should().BeEmpty("a key that is owed and not being worked on must be handed out");
                    }

                    break;
                default:
                    if (working.Remove(key)) _queue.Done(key);
                    break;
            }
        }
    }

    [Test]
    public async Task ManyWorkersAndAdders_NeverWorkOnOneKeyTwiceAtOnce_AndLoseNothing()
    {
        const int Keys = 20;
        var current = new int[Keys];
        var seen = new int[Keys];
        var wanted = new int[Keys];
        using var queue = new WorkQueue<int>(TimeProvider.System);
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (await queue.TakeAsync(CancellationToken.None) is { } item)
            {
                Interlocked.Increment(ref current[item.Key]).Should().Be(1);
                Volatile.Write(ref seen[item.Key], Volatile.Read(ref wanted[item.Key]));
                await Task.Yield();
                Interlocked.Decrement(ref current[item.Key]);
                queue.Done(item.Key);
            }
        })).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                Interlocked.Increment(ref wanted[i % Keys]);
                queue.Add(i % Keys, (WorkPriority)(i % 2));
                if (i % 100 == 0) await Task.Yield();
            }
        })));
        while (queue.State is not { Urgent: 0, Background: 0, Processing: 0 }) await Task.Yield();
        await queue.CloseAsync();
        await Task.WhenAll(workers);

        seen.Should().Equal(wanted, "the last look came after the last add");
    }

    private string? Take() => _queue.TryTake(out var item) ? item.Key : null;

    private List<string> TakeAll()
    {
        var keys = new List<string>();
        while (Take() is { } key)
        {
            keys.Add(key);
            _queue.Done(key);
        }

        return keys;
    }
}
