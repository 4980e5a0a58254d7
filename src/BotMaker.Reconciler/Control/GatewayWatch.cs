using System.Collections.Concurrent;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Has gateways asked about their channels, two at a time in the fleet and only where something may have changed: after a start, a change and a change
/// of health; again while channels connect, then seldom as long as one fails. What is found goes to the findings, and the bot is looked at.
/// </summary>
public sealed partial class GatewayWatch(GatewayInspector gateways, FindingsBoard findings, Action<BotId> lookAt, TimeProvider time, ILogger<GatewayWatch> logger) : IDisposable
{
    private const int AtATime = 2;
    private const int NeedsPerson = 78;

    /// <summary>Between looks at a run, counted from the one before: a channel has two minutes to connect.</summary>
    private static readonly TimeSpan[] WhileConnecting = [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(45)];

    private static readonly TimeSpan WhileFailing = TimeSpan.FromMinutes(10);

    private readonly ILogger<GatewayWatch> _logger = logger;
    private readonly ConcurrentDictionary<BotId, Run> _runs = new();
    private readonly ConcurrentDictionary<BotId, string> _ends = new();
    private readonly WorkQueue<BotId> _queue = new(time);

    /// <summary>Called with every look at a bot.</summary>
    public async Task SeeAsync(BotIntent intent, ObservedBot observed, CancellationToken cancellationToken)
    {
        var container = observed.Containers.Where(container => container.IsOurs).OrderByDescending(container => container.Phase == ContainerPhase.Running).ThenByDescending(container => container.Attempt).FirstOrDefault();
        await SeeEndAsync(intent.Id, container, cancellationToken);
        if (container is not { Phase: ContainerPhase.Running, ImageId: { } imageId } || intent.Bot is not { } bot)
        {
            if (_runs.TryRemove(intent.Id, out _)) findings.Update(intent.Id, before => before with { Channels = null });
            return;
        }

        if (!gateways.CanAsk || !HasChannels(bot.Spec) || container.Health is not (ContainerHealthState.Healthy or ContainerHealthState.None)) return;
        var run = new Run(container.Id, imageId, container.StartedAt, bot, Looks: 0);
        if (_runs.TryGetValue(intent.Id, out var before) && before.IsSameAs(run)) return;
        _runs[intent.Id] = run;
        _queue.Add(intent.Id, WorkPriority.Urgent);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var close = cancellationToken.UnsafeRegister(static state => _ = ((WorkQueue<BotId>)state!).CloseAsync(), _queue);
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => Task.Run(() => WorkAsync(cancellationToken), CancellationToken.None)));
    }

    public void Dispose() => _queue.Dispose();

    /// <summary>One look at a gateway.</summary>
    internal async Task LookAsync(BotId id, CancellationToken cancellationToken)
    {
        if (!_runs.TryGetValue(id, out var run)) return;
        Finding found;
        try
        {
            found = await gateways.ChannelsAsync(run.Bot, run.ContainerId, run.ImageId, cancellationToken);
        }
        catch (DockerEngineException exception)
        {
            // It ended meanwhile, or the engine did: the next look at the bot says which.
            NotAsked(id, exception.Message);
            _runs.TryUpdate(id, run with { StartedAt = null }, run);
            return;
        }

        if (!_runs.TryUpdate(id, run with { Looks = run.Looks + 1, WasWell = found.Status == ConditionStatus.True }, run)) return;
        var before = findings.Of(id).Channels;
        // A channel that has not connected yet is no failing one, as long as it has time.
        findings.Update(id, all => all with { Channels = found });
        if (found != before) lookAt(id);
        if (Next(run, found) is { } pause) _queue.AddAfter(id, pause, WorkPriority.Background);
    }

    /// <summary>A gateway that is well is asked once more when its channels had time to fail; one that was well twice is left alone.</summary>
    private static TimeSpan? Next(Run run, Finding found)
    {
        if (found.Status == ConditionStatus.True)
            return run.WasWell ? null : WhileConnecting.Skip(run.Looks).Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause) is { Ticks: > 0 } rest ? rest : null;
        return run.Looks < WhileConnecting.Length ? WhileConnecting[run.Looks] : WhileFailing;
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _queue.TakeAsync(cancellationToken) is { } item)
            {
                try
                {
                    await LookAsync(item.Key, cancellationToken);
                }
                finally
                {
                    _queue.Done(item.Key);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // As told.
        }
    }

    /// <summary>Once for each end: why a gateway wants a person is in its log, and a person should not have to look for it.</summary>
    private async Task SeeEndAsync(BotId id, ObservedContainer? container, CancellationToken cancellationToken)
    {
        if (container is not { Phase: ContainerPhase.Exited or ContainerPhase.Restarting, ExitCode: NeedsPerson })
        {
            if (_ends.TryRemove(id, out _)) findings.Update(id, before => before with { LastWords = null });
            return;
        }

        var end = $"{container.Id} {container.FinishedAt:O}";
        if (_ends.TryGetValue(id, out var known) && string.Equals(known, end, StringComparison.Ordinal)) return;
        var words = await gateways.LastWordsAsync(container.Id, cancellationToken);
        _ends[id] = end;
        findings.Update(id, before => before with { LastWords = words.Length > 0 ? words : null });
    }

    private static bool HasChannels(BotSpec spec) => spec.Health.Channels != ChannelHealthMode.Ignore && spec.Channels.Any(channel => channel.Value.Enabled);

    /// <param name="WasWell">At the look before.</param>
    private sealed record Run(string ContainerId, string ImageId, DateTimeOffset? StartedAt, DesiredBot Bot, int Looks, bool WasWell = false)
    {
        /// <summary>The same process with the same manifest.</summary>
        public bool IsSameAs(Run other) =>
            string.Equals(ContainerId, other.ContainerId, StringComparison.Ordinal) && StartedAt == other.StartedAt && Bot.Generation == other.Bot.Generation;
    }

    [LoggerMessage(4601, LogLevel.Debug, "The gateway of {BotId} could not be asked about its channels: {Cause}")]
    private partial void NotAsked(BotId botId, string cause);
}
