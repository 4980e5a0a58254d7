namespace BotMaker.DockerEngine.Events;

/// <summary>An open subscription. Disposing it closes the connection. Can be read once.</summary>
public abstract class EngineEventStream : IAsyncDisposable
{
    /// <summary>
    /// Yields events as their last byte arrives. Ends cleanly only at the query's end time; a lost engine throws
    /// <see cref="Errors.DockerEngineException"/> of kind <see cref="Errors.EngineErrorKind.Unavailable"/>.
    /// </summary>
    public abstract IAsyncEnumerable<EngineEvent> ReadAllAsync(CancellationToken cancellationToken = default);

    public abstract ValueTask DisposeAsync();
}
