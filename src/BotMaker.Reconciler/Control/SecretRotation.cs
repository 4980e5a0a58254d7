using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Control;

/// <summary>Looks for changed secrets when a store may have changed, and at an interval; has just the bots looked at that use one.</summary>
public sealed partial class SecretRotation(SecretLedger ledger, ReconcileController controller, WaitForSecrets wait, ILogger<SecretRotation> logger)
{
    public static readonly TimeSpan RescanInterval = TimeSpan.FromSeconds(30);

    private readonly ILogger<SecretRotation> _logger = logger;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await wait(RescanInterval, cancellationToken);
                Look();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // As told.
        }
    }

    /// <summary>Reads the secrets that bots use, now.</summary>
    public void Look()
    {
        foreach (var id in ledger.Changed())
        {
            Changed(id);
            controller.Enqueue(id, EnqueueCause.Secret);
        }
    }

    [LoggerMessage(4401, LogLevel.Information, "A secret of bot {BotId} changed")]
    private partial void Changed(Core.Model.BotId botId);
}
