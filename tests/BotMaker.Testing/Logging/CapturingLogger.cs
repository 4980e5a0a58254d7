using Microsoft.Extensions.Logging;

namespace BotMaker.Testing.Logging;

/// <summary>A logger that hands its entries to a <see cref="CapturingLoggerProvider"/>. Every level is enabled.</summary>
public class CapturingLogger : ILogger
{
    private readonly CapturingLoggerProvider _provider;
    private readonly string _category;

    public CapturingLogger()
        : this(new CapturingLoggerProvider(), "test")
    {
    }

    internal CapturingLogger(CapturingLoggerProvider provider, string category) => (_provider, _category) = (provider, category);

    /// <inheritdoc cref="CapturingLoggerProvider.Entries"/>
    public IReadOnlyList<LogEntry> Entries => _provider.Entries;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _provider.Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        List<object?> scopes = [];
        _provider.Scopes.ForEachScope(static (scope, list) => list.Add(scope), scopes);
        // Generated states reuse their storage after the call, so the values are copied now.
        IReadOnlyList<KeyValuePair<string, object?>> values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? [.. pairs] : [];
        _provider.Add(new LogEntry(_category, logLevel, eventId, formatter(state, exception), values, scopes, exception));
    }
}
