using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Secrets;

/// <summary>
/// The credentials that systemd hands to the service (<c>LoadCredential=</c>), as files <c>&lt;name&gt;.&lt;key&gt;</c> or <c>&lt;name&gt;</c>.
/// systemd protects them with an access list, so their mode says nothing.
/// </summary>
/// <param name="root">From <c>$CREDENTIALS_DIRECTORY</c>.</param>
internal sealed class CredentialsDirectoryStore(string root) : ISecretStore
{
    public SecretLookup Find(SecretRef reference)
    {
        var name = reference.Key is null ? reference.Name : $"{reference.Name}.{reference.Key}";
        return name.Contains('/', StringComparison.Ordinal) || name.StartsWith('.')
            ? new SecretLookup.Missing(root)
            : SecretFile.Read(Path.Combine(root, name), strict: false);
    }
}
