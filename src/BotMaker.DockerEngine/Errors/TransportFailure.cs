using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Errors;

/// <summary>
/// Turns what the network stack throws into the one exception of the client. On Linux a socket file that is missing arrives as
/// <see cref="SocketError.AddressNotAvailable"/>, and a chunked answer that is cut as <see cref="HttpRequestError.ResponseEnded"/>. An engine that
/// does not like our certificate says so only after the handshake, as a TLS alert: a <see cref="CryptographicException"/> inside the first read.
/// </summary>
internal static class TransportFailure
{
    public static Exception Translate(Exception exception, EngineOperation operation, CallDeadline deadline, string endpoint)
    {
        // Anything else is a mistake in this client and must not look like an absent engine.
        if (exception is not (HttpRequestException or IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or JsonException or AuthenticationException))
            return exception;
        if (deadline.Caller.IsCancellationRequested)
            return exception is OperationCanceledException canceled && canceled.CancellationToken == deadline.Caller
                ? canceled
                : new OperationCanceledException(exception.Message, exception, deadline.Caller);
        if (deadline.Expired)
            return Failure(EngineErrorKind.Timeout, string.Create(CultureInfo.InvariantCulture, $"The engine at {endpoint} did not answer within {deadline.Limit.TotalSeconds:0.###} s."));
        return Find<JsonException>(exception) is { } json
            ? Failure(EngineErrorKind.Protocol, $"The engine at {endpoint} gave an answer that cannot be read: {json.Message}")
            : ((Exception?)Find<AuthenticationException>(exception) ?? Find<CryptographicException>(exception)) is { } tls
                ? Failure(EngineErrorKind.AccessDenied, $"The engine at {endpoint} and this client do not accept each other's certificate: {Innermost(tls).Message}")
                : Find<SocketException>(exception) is { } socket
                    ? Failure(KindOf(socket.SocketErrorCode), TextOf(socket, endpoint))
                    : exception is OperationCanceledException or ObjectDisposedException
                        ? Failure(EngineErrorKind.Unavailable, $"The connection to the engine at {endpoint} was closed by this client.")
                        : Failure(KindOf(exception), $"The connection to the engine at {endpoint} failed: {Innermost(exception).Message}");

        DockerEngineException Failure(EngineErrorKind kind, string message) => new(kind, operation.Words, message, statusCode: null, exception);
    }

    private static EngineErrorKind KindOf(SocketError error) =>
        error is SocketError.AccessDenied ? EngineErrorKind.AccessDenied : EngineErrorKind.Unavailable;

    private static EngineErrorKind KindOf(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => EngineErrorKind.Protocol,
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => EngineErrorKind.Protocol,
        _ => EngineErrorKind.Unavailable,
    };

    private static string TextOf(SocketException socket, string endpoint) => socket.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable when endpoint.StartsWith("unix:", StringComparison.Ordinal)
            => $"There is no socket at {endpoint}. Is the engine installed and running?",
        SocketError.ConnectionRefused => $"Nothing listens at {endpoint}. Is the engine running?",
        SocketError.AccessDenied => $"This user may not open {endpoint}. Run as root or as a member of the group that owns it (usually docker).",
        SocketError.HostNotFound or SocketError.NoData => $"The host of {endpoint} is not known.",
        _ => $"The engine at {endpoint} cannot be reached: {socket.Message}",
    };

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }
}
