using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>What a bot's files should hold, and how those that its container mounts differ. No value of a secret can be told from it.</summary>
public sealed record DesiredFiles
{
    /// <summary>The attempt whose files were compared; 0: there is none.</summary>
    public int Attempt { get; init; }

    /// <summary>Keyed digest of everything that the files should hold; null while a secret cannot be used.</summary>
    public string? Digest { get; init; }

    /// <summary>Keyed digest of the secret values alone; null while one of them cannot be used.</summary>
    public string? SecretDigest { get; init; }

    /// <summary>What differs, each with the least disruptive class by which its release takes it. Empty: the container mounts what is wanted.</summary>
    public ValueList<FieldChange> Changes { get; init; }

    /// <summary>Why the secrets cannot be used. Then nothing of the files is changed, and what runs goes on with what it has.</summary>
    public SecretProblem? Problem { get; init; }
}
