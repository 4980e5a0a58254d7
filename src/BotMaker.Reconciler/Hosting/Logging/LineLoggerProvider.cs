namespace BotMaker.Reconciler.Hosting.Logging;

/// <summary>
/// Writes each event as one line, at once: what was logged before a crash is there after it. Events are few, so the lock is never hot.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="format">How.</param>
/// <param name="redact">Takes secret values out of a line.</param>
/// <param name="time">The clock.</param>
internal sealed class LineLoggerProvider(TextWriter writer, LogFormat format, Func<string, string> redact, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock _lock = new();
    private readonly LogLineWriter _lines = LogLineWriter.For(format);

    internal IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    internal TimeProvider Time => time;

    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Dispose()
    {
        lock (_lock) writer.Flush();
    }

    internal void Write(LogLine line)
    {
        var text = redact(_lines.Write(line));
        lock (_lock)
        {
            try
            {
                writer.WriteLine(text);
                writer.Flush();
            }
            catch (IOException)
            {
                // The reader of our output is gone. The fleet is worth more than its log.
            }
        }
    }
}
