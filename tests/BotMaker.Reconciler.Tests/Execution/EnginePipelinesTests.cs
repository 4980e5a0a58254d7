using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Tests.Daemon;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Execution;

/// <summary>What the pipelines do, on a clock that the test moves.</summary>
[TestFixture]
public sealed class EnginePipelinesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private ManualTimeProvider _clock = null!;
    private EnginePipelines _pipelines = null!;
    private int _calls;

    [SetUp]
    public void SetUp()
    {
        _clock = new ManualTimeProvider();
        _pipelines = new EnginePipelines(new ImpatientClock(_clock));
        _calls = 0;
    }

    [TestCase(EngineErrorKind.Unavailable)]
    [TestCase(EngineErrorKind.Busy)]
    [TestCase(EngineErrorKind.ServerError)]
    public async Task Change_ThatFailsTwice_IsTriedAThirdTime(EngineErrorKind kind)
    {
        var result = await _pipelines.ChangeAsync("x", _ => ++_calls < 3 ? throw Failure(kind) : Task.FromResult("done"), CancellationToken.None).WaitAsync(Patience);

        result.Should().Be("done");
    }

    [Test]
    public async Task Change_ThatAlwaysFails_IsTriedThreeTimesWithinTwoSeconds()
    {
        var change = () => _pipelines.ChangeAsync<string>("x", Fails(EngineErrorKind.ServerError), CancellationToken.None).WaitAsync(Patience);

        await change.Should().ThrowAsync<DockerEngineException>();
        _calls.Should().Be(EnginePipelines.Tries);
        (_clock.GetUtcNow() - new ManualTimeProvider().GetUtcNow()).Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    [TestCase(EngineErrorKind.Invalid)]
    [TestCase(EngineErrorKind.NotFound)]
    [TestCase(EngineErrorKind.Conflict)]
    [TestCase(EngineErrorKind.Timeout)]
    public async Task Change_ThatIsRefused_IsNotRepeated(EngineErrorKind kind)
    {
        var change = () => _pipelines.ChangeAsync<string>("x", Fails(kind), CancellationToken.None).WaitAsync(Patience);

        await change.Should().ThrowAsync<DockerEngineException>();
        _calls.Should().Be(1);
    }

    [Test]
    public async Task Create_IsNeverRepeatedBlindly()
    {
        var create = () => _pipelines.OnceAsync<string>("x", Fails(EngineErrorKind.Unavailable), CancellationToken.None).WaitAsync(Patience);

        await create.Should().ThrowAsync<DockerEngineException>();
        _calls.Should().Be(1);
    }

    [Test]
    public async Task Change_WithoutAnAnswer_IsGivenUpAfterItsTimeAndNotRepeated()
    {
        var change = _pipelines.ChangeAsync<string>("container start", Hangs, CancellationToken.None);
        _clock.Advance(EnginePipelines.ChangeTry);

        var result = () => change.WaitAsync(Patience);

        (await result.Should().ThrowAsync<DockerEngineException>()).Which.Kind.Should().Be(EngineErrorKind.Timeout);
        _calls.Should().Be(1, "it may still happen");
    }

    [Test]
    public async Task Read_WithoutAnAnswer_IsRepeatedUntilItsTotalTime()
    {
        var read = _pipelines.ReadAsync<string>("x", Hangs, CancellationToken.None);
        for (var tries = 1; tries <= EnginePipelines.Tries; tries++)
        {
            while (Volatile.Read(ref _calls) < tries) await Task.Yield();
            _clock.Advance(EnginePipelines.ReadTry);
        }

        var result = () => read.WaitAsync(Patience);

        (await result.Should().ThrowAsync<DockerEngineException>()).Which.Kind.Should().Be(EngineErrorKind.Timeout);
        _calls.Should().Be(EnginePipelines.Tries);
    }

    [Test]
    public async Task Stop_HasItsGracePeriodAndAMargin()
    {
        var grace = TimeSpan.FromMinutes(3);
        var stop = _pipelines.StopAsync<string>("x", grace, Hangs, CancellationToken.None);

        _clock.Advance(grace + EnginePipelines.StopMargin - TimeSpan.FromSeconds(1));
        stop.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        var result = () => stop.WaitAsync(Patience);
        await result.Should().ThrowAsync<DockerEngineException>();
    }

    [Test]
    public async Task Breaker_AfterFiveFailures_LetsNothingThroughUntilItsTime()
    {
        await BreakAsync();
        _calls = 0;

        var blocked = () => _pipelines.OnceAsync("x", Succeeds, CancellationToken.None);
        (await blocked.Should().ThrowAsync<DockerEngineException>()).Which.IsEngineDown.Should().BeTrue();
        _calls.Should().Be(0);

        _clock.Advance(EnginePipelines.BreakDuration);
        (await _pipelines.OnceAsync("x", Succeeds, CancellationToken.None)).Should().Be("done");
    }

    [Test]
    public async Task Breaker_ClosedByAProbe_LetsEverythingThroughAtOnce()
    {
        await BreakAsync();

        await _pipelines.CloseBreakerAsync(CancellationToken.None);

        (await _pipelines.ReadAsync("x", Succeeds, CancellationToken.None)).Should().Be("done");
    }

    [Test]
    public async Task Breaker_RefusalsOfTheEngine_DoNotOpenIt()
    {
        for (var i = 0; i < 20; i++)
        {
            var refused = () => _pipelines.OnceAsync<string>("x", Fails(EngineErrorKind.Conflict), CancellationToken.None);
            await refused.Should().ThrowAsync<DockerEngineException>();
        }

        (await _pipelines.OnceAsync("x", Succeeds, CancellationToken.None)).Should().Be("done");
    }

    [Test]
    public async Task AMistakeOfOurs_PassesThroughUntouched()
    {
        var mistake = () => _pipelines.ReadAsync<string>("x", _ => throw new InvalidOperationException(), CancellationToken.None);

        await mistake.Should().ThrowAsync<InvalidOperationException>();
    }

    private static DockerEngineException Failure(EngineErrorKind kind) => new(kind, "x", "placed");

    private async Task BreakAsync()
    {
        for (var i = 0; i < EnginePipelines.BreaksAfter; i++)
        {
            var fails = () => _pipelines.OnceAsync<string>("x", Fails(EngineErrorKind.Unavailable), CancellationToken.None);
            await fails.Should().ThrowAsync<DockerEngineException>();
        }
    }

    private Func<CancellationToken, Task<string>> Fails(EngineErrorKind kind) => _ =>
    {
        _calls++;
        throw Failure(kind);
    };

    private Task<string> Succeeds(CancellationToken cancellationToken)
    {
        _calls++;
        return Task.FromResult("done");
    }

    private async Task<string> Hangs(CancellationToken cancellationToken)
    {
        _calls++;
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return "never";
    }
}
