using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Secrets;

/// <summary>Asks the stores in their order. The first that has the secret decides, also when it must refuse it: a later store never stands in for a refused value.</summary>
/// <param name="stores">In order.</param>
/// <param name="redactor">Learns every value that is handed out.</param>
internal sealed class SecretResolver(IReadOnlyList<ISecretStore> stores, Redactor redactor)
{
    public SecretLookup Find(SecretRef reference)
    {
        var places = new List<string>();
        foreach (var store in stores)
        {
            switch (store.Find(reference))
            {
                case SecretLookup.Missing missing:
                    places.Add(missing.Where);
                    break;
                case SecretLookup.Found found:
                    redactor.Learn(found.Value);
                    return found;
                case var refused:
                    return refused;
            }
        }

        return new SecretLookup.Missing(string.Join(", ", places));
    }
}
