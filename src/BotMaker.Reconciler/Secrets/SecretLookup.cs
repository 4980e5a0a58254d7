namespace BotMaker.Reconciler.Secrets;

/// <summary>What a store said about a reference. A closed hierarchy.</summary>
internal abstract record SecretLookup
{
    private SecretLookup()
    {
    }

    /// <param name="Value">White space at the ends is taken away.</param>
    /// <param name="Source">Where it was found, for people.</param>
    /// <param name="WasTrimmed">There was more than one line end to take away: a warning.</param>
    public sealed record Found(SecretValue Value, string Source, bool WasTrimmed) : SecretLookup;

    /// <param name="Where">Where it was looked for.</param>
    public sealed record Missing(string Where) : SecretLookup;

    /// <summary>It is there and must not be used.</summary>
    /// <param name="Message">Why, and what to do.</param>
    public sealed record Refused(string Message) : SecretLookup;
}
