using System.Security.Cryptography;
using System.Text;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>Who we are on the engine: the value of <see cref="Labels.Reconciler"/>. Random per data directory, unless the configuration names one.</summary>
public sealed record InstanceId
{
    private const int MaxLength = 63;

    private InstanceId(string value) => Value = value;

    public string Value { get; }

    /// <summary>For names of networks and the like.</summary>
    public string Short => Value.Length <= 8 ? Value : Value[..8];

    /// <exception cref="DataDirectoryException">The configured id is not usable, or the kept one is damaged.</exception>
    public static InstanceId Resolve(DataDirectory data, string? configured)
    {
        if (configured is not null) return Checked(configured, "Instance:Id");
        if (File.Exists(data.Instance)) return Checked(File.ReadAllText(data.Instance).Trim(), data.Instance);
        var made = new InstanceId(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        AtomicFile.Write(data.Instance, Encoding.ASCII.GetBytes(made.Value));
        return made;
    }

    public override string ToString() => Value;

    /// <summary>
    /// A damaged id is not replaced by a new one: the containers that carry the old one would then be a stranger's, and every bot would be started a second time.
    /// </summary>
    private static InstanceId Checked(string text, string where) =>
        text.Length is > 0 and <= MaxLength && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
            ? new InstanceId(text)
            : throw new DataDirectoryException(
                $"{where}: '{text}' is not an instance id (lower-case letters, digits and '-', at most {MaxLength}). " +
                $"The containers of this instance carry theirs in the label {Labels.Reconciler}.");
}
