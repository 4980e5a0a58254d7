namespace BotMaker.DockerEngine.Errors;

/// <summary>What kind of failure a call met, from the status code or from the transport; never from the message.</summary>
public enum EngineErrorKind
{
    /// <summary>400: the request is wrong and stays wrong.</summary>
    Invalid,

    /// <summary>401 or 403.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: the object's state or name stands against it.</summary>
    Conflict,

    /// <summary>429 or 503.</summary>
    Busy,

    /// <summary>5xx: the engine failed; on older engines this also covers wrong requests.</summary>
    ServerError,

    /// <summary>The socket is missing, refuses, or the connection was cut: the engine is down or restarting.</summary>
    Unavailable,

    /// <summary>No answer in time. The engine may finish the operation all the same.</summary>
    Timeout,

    /// <summary>The socket may not be opened by this user.</summary>
    AccessDenied,

    /// <summary>No API version in common.</summary>
    VersionMismatch,

    /// <summary>An answer that is not what the API promises.</summary>
    Protocol,

    /// <summary>A pull that failed inside its 200 stream.</summary>
    PullFailed,
}
