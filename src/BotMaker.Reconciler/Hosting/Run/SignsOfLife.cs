using System.Globalization;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Hosting.Systemd;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Reporting.Http;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>Keeps systemd informed: ready, a line of status, and the watchdog, which is fed only while the loops turn.</summary>
/// <param name="notifier">The way to systemd.</param>
/// <param name="alive">Do the loops turn?</param>
/// <param name="ready">Can what is shown be believed?</param>
/// <param name="board">For the line of status.</param>
/// <param name="time">The clock.</param>
internal sealed class SignsOfLife(ServiceNotifier notifier, Func<HealthReport> alive, Func<HealthReport> ready, StatusBoard board, TimeProvider time)
{
    /// <summary>An engine that is away at boot must not make systemd give up on us.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(5);

    /// <param name="started">The first scan and the first list are done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Task started, CancellationToken cancellationToken)
    {
        if (!notifier.IsEnabled) return;
        await started.WaitAsync(LongestStart, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested) return;
        notifier.Ready();
        using var timer = new PeriodicTimer(notifier.WatchdogInterval is { } watchdog && watchdog < StatusInterval ? watchdog : StatusInterval, time);
        do
        {
            Tell();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void Tell()
    {
        notifier.Status(Summary());
        if (notifier.WatchdogInterval is not null && alive().IsGood) notifier.Watchdog();
    }

    private string Summary()
    {
        var bots = board.Snapshot().Bots;
        var count = bots.Values.Count(entry => entry.Status.Is(ConditionType.Ready));
        var problems = ready().Problems;
        return string.Create(CultureInfo.InvariantCulture, $"{count} of {bots.Count} bots ready. {string.Join(' ', problems)}").TrimEnd();
    }
}
