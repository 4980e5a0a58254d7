namespace BotMaker.Reconciler.Secrets;

/// <summary>A secret in memory. It leaves only through <see cref="Reveal"/>: formatting, logging and serialising show nothing of it.</summary>
internal sealed class SecretValue(string value)
{
    /// <summary>The value itself. Callers write it to a secret file or check its form, and nothing else.</summary>
    public string Reveal() => value;

    public override string ToString() => "(secret)";
}
