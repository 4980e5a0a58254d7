namespace BotMaker.DockerEngine.Transport;

/// <summary>One finished call, for metrics.</summary>
/// <param name="Operation">Name of an <see cref="EngineOperation"/>.</param>
/// <param name="Outcome">
/// The status code (<c>204</c>), or where that does not tell: an error kind in snake case (<c>unavailable</c>, <c>pull_failed</c>),
/// or <c>canceled</c> by the caller.
/// </param>
/// <param name="Duration">To the end of the answer; for events and logs to its headers.</param>
public sealed record EngineCall(string Operation, string Outcome, TimeSpan Duration);
