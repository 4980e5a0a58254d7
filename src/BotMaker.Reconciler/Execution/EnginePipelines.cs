using BotMaker.DockerEngine.Errors;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Every resilience pipeline, from the outside in: total timeout, retry, the engine's one circuit breaker, timeout of one try. They cover
/// seconds; what takes longer is the queue's back-off. Failures leave as <see cref="DockerEngineException"/> in every case.
/// </summary>
/// <remarks>
/// Worst cases, with delays of 0.2 s and 0.4 s between three tries and up to 50 % jitter on each:
/// <list type="bullet">
/// <item>read: 3 × 10 s + 0.9 s = 30.9 s, cut at 32 s;</item>
/// <item>change (start, rename, update, remove, unpause): one that times out is not tried again, since it may still happen: 60 s + 0.9 s, cut at 62 s;</item>
/// <item>once (create): 30 s; a second create needs a look first, which is the caller's;</item>
/// <item>stop: its grace period + 15 s, once for each lost connection: at most 3 × that + 0.9 s;</item>
/// <item>pull: 2 tries 2 s apart; each is bounded by its silence, in the client, not in all.</item>
/// </list>
/// The breaker opens after five failures in ten seconds and lets one call through every two seconds.
/// </remarks>
public sealed class EnginePipelines
{
    public static readonly TimeSpan ReadTry = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan ReadTotal = TimeSpan.FromSeconds(32);
    public static readonly TimeSpan ChangeTry = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan ChangeTotal = TimeSpan.FromSeconds(62);
    public static readonly TimeSpan CreateTry = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(2);
    public const int Tries = 3;
    public const int BreaksAfter = 5;

    private static readonly ResiliencePropertyKey<TimeSpan> Grace = new("grace");

    private readonly TimeProvider _time;
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline _breaker;
    private readonly ResiliencePipeline _read;
    private readonly ResiliencePipeline _change;
    private readonly ResiliencePipeline _once;
    private readonly ResiliencePipeline _stop;
    private readonly ResiliencePipeline _pull;

    public EnginePipelines(TimeProvider time)
    {
        _time = time;
        _breaker = Builder().AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(FailureClassifier.IsEngineFault),
            FailureRatio = 0.5,
            MinimumThroughput = BreaksAfter,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = BreakDuration,
            ManualControl = _control,
        }).Build();
        _read = Builder().AddTimeout(ReadTotal).AddRetry(Retry(alsoTimeouts: true)).AddPipeline(_breaker).AddTimeout(ReadTry).Build();
        _change = Builder().AddTimeout(ChangeTotal).AddRetry(Retry(alsoTimeouts: false)).AddPipeline(_breaker).AddTimeout(ChangeTry).Build();
        _once = Builder().AddPipeline(_breaker).AddTimeout(CreateTry).Build();
        _stop = Builder().AddRetry(Retry(alsoTimeouts: false)).AddPipeline(_breaker).AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = arguments => ValueTask.FromResult(arguments.Context.Properties.GetValue(Grace, TimeSpan.Zero) + StopMargin),
        }).Build();
        _pull = Builder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(FailureClassifier.IsRetryable),
            MaxRetryAttempts = 1,
            Delay = TimeSpan.FromSeconds(2),
        }).AddPipeline(_breaker).Build();
    }

    /// <summary>Lists and inspections.</summary>
    public Task<T> ReadAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(_read, operation, call, cancellationToken);

    /// <summary>Changes that may be repeated, since a repetition finds that there is nothing to do.</summary>
    public Task<T> ChangeAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(_change, operation, call, cancellationToken);

    /// <summary>What must not be repeated without looking: a create.</summary>
    public Task<T> OnceAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(_once, operation, call, cancellationToken);

    public Task<T> PullAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(_pull, operation, call, cancellationToken);

    public Task<T> StopAsync<T>(string operation, TimeSpan grace, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(_stop, operation, call, cancellationToken, grace);

    /// <summary>The engine has answered a probe: calls are let through again at once.</summary>
    public Task CloseBreakerAsync(CancellationToken cancellationToken) => _control.CloseAsync(cancellationToken);

    private static async Task<T> RunAsync<T>(
        ResiliencePipeline pipeline,
        string operation,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken,
        TimeSpan grace = default)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Grace, grace);
        try
        {
            return await pipeline.ExecuteAsync(static async (context, call) => await call(context.CancellationToken), context, call);
        }
        catch (BrokenCircuitException exception)
        {
            throw new DockerEngineException(EngineErrorKind.Unavailable, operation, "the engine is out of reach", innerException: exception);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new DockerEngineException(
                EngineErrorKind.Timeout,
                operation,
                FormattableString.Invariant($"no answer within {exception.Timeout.TotalSeconds:0} s"),
                innerException: exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static RetryStrategyOptions Retry(bool alsoTimeouts) => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<Exception>(exception =>
            FailureClassifier.IsRetryable(exception)
            || (alsoTimeouts && exception is (TimeoutRejectedException or DockerEngineException { Kind: EngineErrorKind.Timeout }))),
        MaxRetryAttempts = Tries - 1,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    };

    private ResiliencePipelineBuilder Builder() => new() { TimeProvider = _time };
}
