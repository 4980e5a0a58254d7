namespace BotMaker.Reconciler.Execution;

/// <summary>Returns when something in a secret store may have changed, and after the given time at the latest.</summary>
public delegate Task WaitForSecrets(TimeSpan atMost, CancellationToken cancellationToken);
