namespace BotMaker.Reconciler.Hosting.Logging;

internal sealed class LineLogger(LineLoggerProvider provider, string category) : ILogger
{
    private const string Template = "{OriginalFormat}";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        List<KeyValuePair<string, object?>> fields = [];
        List<KeyValuePair<string, object?>> outer = [];
        Add(fields, state);
        provider.Scopes.ForEachScope(static (scope, all) => Add(all, scope), outer);
        // Scopes come from the outermost on; the nearest value of a name is the one that counts.
        outer.Reverse();
        foreach (var field in outer)
        {
            if (!fields.Exists(known => string.Equals(known.Key, field.Key, StringComparison.OrdinalIgnoreCase))) fields.Add(field);
        }

        provider.Write(new LogLine(provider.Time.GetUtcNow(), logLevel, category, eventId, formatter(state, exception), fields, exception));
    }

    private static void Add(List<KeyValuePair<string, object?>> fields, object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs) return;
        foreach (var pair in pairs)
        {
            if (pair.Key is not Template) fields.Add(pair);
        }
    }
}
