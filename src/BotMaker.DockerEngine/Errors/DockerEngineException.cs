using System.Net;

namespace BotMaker.DockerEngine.Errors;

/// <summary>The one exception of the client.</summary>
/// <param name="kind">What the caller may decide on.</param>
/// <param name="operation">What was attempted, for people and metrics: <c>container start</c>.</param>
/// <param name="message">The engine's own words where it gave some.</param>
/// <param name="statusCode">Null when the engine did not answer.</param>
public sealed class DockerEngineException(
    EngineErrorKind kind,
    string operation,
    string message,
    HttpStatusCode? statusCode = null,
    Exception? innerException = null)
    : Exception(message, innerException)
{
    public EngineErrorKind Kind { get; } = kind;

    public string Operation { get; } = operation;

    public HttpStatusCode? StatusCode { get; } = statusCode;

    /// <summary>The engine is out of reach: says nothing about the object that was addressed.</summary>
    public bool IsEngineDown => Kind is EngineErrorKind.Unavailable or EngineErrorKind.AccessDenied or EngineErrorKind.VersionMismatch;
}
