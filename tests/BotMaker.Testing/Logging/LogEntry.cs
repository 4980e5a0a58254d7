using Microsoft.Extensions.Logging;

namespace BotMaker.Testing.Logging;

/// <summary>One captured entry.</summary>
/// <param name="Category">The logger's category.</param>
/// <param name="Message">As formatted.</param>
/// <param name="Values">The message's named values.</param>
/// <param name="Scopes">Open scopes, outermost first.</param>
public sealed record LogEntry(
    string Category,
    LogLevel Level,
    EventId EventId,
    string Message,
    IReadOnlyList<KeyValuePair<string, object?>> Values,
    IReadOnlyList<object?> Scopes,
    Exception? Exception)
{
    /// <summary>The named value of the message, or null.</summary>
    public object? this[string name] => Values.FirstOrDefault(value => string.Equals(value.Key, name, StringComparison.Ordinal)).Value;

    public override string ToString() => $"{Level} {Category}[{EventId.Id}] {Message}";
}
