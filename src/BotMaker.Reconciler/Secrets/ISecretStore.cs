using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Secrets;

/// <summary>A place where secret values are kept. Reading never changes anything there.</summary>
internal interface ISecretStore
{
    SecretLookup Find(SecretRef reference);
}
