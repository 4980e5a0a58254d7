using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Execution;

/// <summary>Asks the secret stores for a value.</summary>
public delegate SecretAnswer FindSecret(SecretRef reference);
