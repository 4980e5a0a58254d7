namespace BotMaker.Reconciler.Manifests;

/// <summary>What the manifests want. Readers take <see cref="Current"/>, which is swapped as a whole.</summary>
public interface IBotSource
{
    DesiredSnapshot Current { get; }

    /// <summary>Watches and scans until cancelled. <paramref name="onScan"/> is called after each scan, when <see cref="Current"/> already holds its result.</summary>
    Task RunAsync(Action<DesiredChange> onScan, CancellationToken cancellationToken);

    /// <summary>Scans now and returns when <see cref="Current"/> holds the result.</summary>
    Task<DesiredChange> ScanAsync(CancellationToken cancellationToken);
}
