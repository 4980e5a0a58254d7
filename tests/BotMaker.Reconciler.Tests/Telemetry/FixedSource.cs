using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests;

namespace BotMaker.Reconciler.Tests.Telemetry;

/// <summary>A source whose snapshot a test sets.</summary>
internal sealed class FixedSource : IBotSource
{
    public DesiredSnapshot Current { get; set; } = DesiredSnapshot.NotScanned;

    public Task RunAsync(Action<DesiredChange> onScan, CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public Task<DesiredChange> ScanAsync(CancellationToken cancellationToken) => Task.FromResult(new DesiredChange(Current, [], SourceChanged: false));

    public Task ForgetAsync(BotId id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<DesiredChange> ConfirmAsync(SourceDoubt doubt, CancellationToken cancellationToken) => ScanAsync(cancellationToken);
}
