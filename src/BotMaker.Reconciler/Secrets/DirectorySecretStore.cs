using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Secrets;

/// <summary>The store below <c>Data:SecretsDirectory</c>: <c>&lt;name&gt;/&lt;key&gt;</c>, or <c>&lt;name&gt;</c> for a single value.</summary>
/// <param name="root">The store's directory.</param>
internal sealed class DirectorySecretStore(string root) : ISecretStore
{
    private const UnixFileMode GroupAndOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public SecretLookup Find(SecretRef reference)
    {
        var path = reference.Key is null ? Path.Combine(root, reference.Name) : Path.Combine(root, reference.Name, reference.Key);
        if (!IsPlain(reference.Name) || (reference.Key is not null && !IsPlain(reference.Key)))
            return new SecretLookup.Refused($"'{reference}' is not a secret's name: letters, digits, '.', '_' and '-', not beginning with '.'");
        return RefusedDirectory(root) ?? (reference.Key is null ? null : RefusedDirectory(Path.Combine(root, reference.Name))) ?? SecretFile.Read(path, strict: true);
    }

    /// <summary>A name is one path segment: it cannot leave the store.</summary>
    private static bool IsPlain(string segment) =>
        segment.Length is > 0 and <= 253 && segment[0] != '.' && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Who can write the directory can plant a value; who can only enter it can do nothing to a 0600 file.</summary>
    private static SecretLookup.Refused? RefusedDirectory(string path)
    {
        var directory = new DirectoryInfo(path);
        if (!directory.Exists) return null;
        if (directory.LinkTarget is not null) return new SecretLookup.Refused($"{path} is a symbolic link: put the directory itself there");
        var mode = directory.UnixFileMode;
        return (mode & GroupAndOthers) == UnixFileMode.None
            ? null
            : new SecretLookup.Refused($"{path} has mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}: chmod 0700 '{path}'");
    }
}
