using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Manifests;

/// <summary>What the manifests want. Readers take <see cref="Current"/>, which is swapped as a whole.</summary>
public interface IBotSource
{
    DesiredSnapshot Current { get; }

    /// <summary>Watches and scans until cancelled. <paramref name="onScan"/> is called after each scan, when <see cref="Current"/> already holds its result.</summary>
    Task RunAsync(Action<DesiredChange> onScan, CancellationToken cancellationToken);

    /// <summary>Scans now and returns when <see cref="Current"/> holds the result.</summary>
    Task<DesiredChange> ScanAsync(CancellationToken cancellationToken);

    /// <summary>The bot is deleted: nothing holds it any more.</summary>
    Task ForgetAsync(BotId id, CancellationToken cancellationToken);

    /// <summary>A person says that the directory is right as it is, and <see cref="SourceState.Doubt"/> ends. Scans, and returns when <see cref="Current"/> holds the result.</summary>
    Task<DesiredChange> ConfirmAsync(SourceDoubt doubt, CancellationToken cancellationToken);
}
