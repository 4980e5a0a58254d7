using System.Diagnostics.CodeAnalysis;
using System.Net;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>An error answer from inside the engine. <see cref="CallGate"/> turns it into the client's exception, which knows the operation.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves the engine: the gate turns it into the client's exception.")]
internal sealed class EngineRefusalException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    public DockerEngineException ForCaller(EngineOperation operation) =>
        new(StatusFailure.KindOf(Status), operation.Words, Message, Status, this);

    public static EngineRefusalException Invalid(string message) => new(HttpStatusCode.BadRequest, message);

    public static EngineRefusalException Forbidden(string message) => new(HttpStatusCode.Forbidden, message);

    public static EngineRefusalException NotFound(string message) => new(HttpStatusCode.NotFound, message);

    public static EngineRefusalException Conflict(string message) => new(HttpStatusCode.Conflict, message);

    public static EngineRefusalException ServerError(string message) => new(HttpStatusCode.InternalServerError, message);
}
