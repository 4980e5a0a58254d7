using System.Runtime.InteropServices;
using System.Threading.Channels;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Logs;

/// <summary>
/// The output of one bot, followed for all its readers by one connection: over restarts, replacements of the container and absences of the engine.
/// </summary>
/// <param name="id">The bot.</param>
/// <param name="parts">What feeds have in common.</param>
internal sealed partial class LogFeed(BotId id, LogFeedParts parts)
{
    public const string NoContainer = "The bot has no container. Its output follows when it has one.";

    /// <summary>The beginning is a little before the first reader came, since what was before that is read separately and meets it here.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    /// <summary>Events of the engine wake it; this is for those that are lost.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ResumePoint _point = new();
    private LogSource? _followed;
    private string? _lastMark;

    public LogRing Ring { get; } = new();

    /// <summary>Something happened to the bot's container.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Follows until it is cancelled. Never fails: what goes wrong is told to the readers and tried again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var begin = LogTime.ToNanoseconds(parts.Time.GetUtcNow() - Overlap);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!await FollowOnceAsync(begin, cancellationToken)) await PauseAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (DockerEngineException exception)
            {
                if (exception.Kind != EngineErrorKind.NotFound) MarkOnce($"The engine does not give the output: {exception.Message} It is asked again.");
                await PauseAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception)
            {
                LogFollowingFailed(exception, id);
                MarkOnce("Reading the output failed inside the daemon; its log says why. It is tried again.");
                await PauseAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>False: there is nothing to follow now.</returns>
    private async Task<bool> FollowOnceAsync(long begin, CancellationToken cancellationToken)
    {
        var source = await LogSource.FindAsync(parts.Engine, parts.Instance, id, cancellationToken);
        if (source is null)
        {
            MarkOnce(NoContainer);
            return false;
        }

        if (_followed is null)
        {
            _point.StartAt(begin);
        }
        else if (!string.Equals(source.Id, _followed.Id, StringComparison.Ordinal))
        {
            Mark($"The container was replaced: this is {source.Name} from its beginning.");
            _point.StartAt(nanoseconds: null);
        }
        else if (!string.Equals(source.StartedAt, _followed.StartedAt, StringComparison.Ordinal))
        {
            Mark($"{source.Name} was started again.");
        }
        else if (!source.IsRunning)
        {
            MarkOnce(source.EndedText);
            return false;
        }

        var isSameRun = source == _followed;
        _followed = source;
        var before = Ring.End;
        await FollowAsync(source, cancellationToken);
        return !isSameRun || Ring.End != before;
    }

    private async Task FollowAsync(LogSource source, CancellationToken cancellationToken)
    {
        var clock = new OutputClock();
        _point.Resume();
        await foreach (var lines in parts.Tail.StreamAsync(source, new ContainerLogQuery { Follow = true, SinceNanoseconds = _point.Since }, cancellationToken))
        {
            _lastMark = null;
            if (clock.WentBack(lines)) Mark("The engine turned the log over: around here lines may be missing or come twice.");
            _point.Skip(lines);
            Ring.Append(CollectionsMarshal.AsSpan(lines));
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_wake.Reader.ReadAsync(ends.Token).AsTask(), Task.Delay(LookAgainAfter, parts.Time, ends.Token));
        await ends.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void MarkOnce(string text)
    {
        if (string.Equals(text, _lastMark, StringComparison.Ordinal)) return;
        Mark(text);
        _lastMark = text;
    }

    private void Mark(string text) => Ring.Append([LogLine.MarkOf(parts.Time.GetUtcNow(), parts.Redact(text))]);
}
