namespace BotMaker.Reconciler.Hosting.Logging;

/// <summary>One event, ready to be written.</summary>
/// <param name="Time">When.</param>
/// <param name="Level">How bad.</param>
/// <param name="Category">The type that logged, by its full name.</param>
/// <param name="Event">Its id and name.</param>
/// <param name="Message">For people.</param>
/// <param name="Fields">Of the event and of its scopes, the inner one first; a name appears once.</param>
/// <param name="Exception">With its stack.</param>
internal sealed record LogLine(
    DateTimeOffset Time, LogLevel Level, string Category, EventId Event, string Message, IReadOnlyList<KeyValuePair<string, object?>> Fields, Exception? Exception)
{
    /// <summary>The bot that it is about: the field <c>bot</c> or <c>BotId</c>.</summary>
    public string? Bot => Find("bot", "botid");

    /// <summary>The pass in which it happened.</summary>
    public string? Reconcile => Find("reconcile", "reconcileid");

    private string? Find(string name, string other)
    {
        foreach (var (key, value) in Fields)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.Equals(other, StringComparison.OrdinalIgnoreCase)) return value?.ToString();
        }

        return null;
    }
}
