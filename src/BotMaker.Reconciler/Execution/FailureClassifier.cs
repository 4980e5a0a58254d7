using BotMaker.DockerEngine.Errors;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Says what a failed engine call means: by its kind, which comes from the status code, and where the engine gives one code to different
/// causes by fragments of its message (measured on Docker 20.10, some on podman 4.3). The only place that looks at messages; what matches
/// nothing is <see cref="FailureKind.Transient"/>, and everybody looks again before a second try.
/// </summary>
public static class FailureClassifier
{
    private static readonly (string Fragment, FailureKind Kind)[] NotFound =
    [
        ("No such image", FailureKind.ImageMissing),
        ("does not match the specified platform", FailureKind.ImageMissing),
        ("No such container", FailureKind.Missing),
        ("manifest unknown", FailureKind.PullFailed),
        ("pull access denied", FailureKind.PullFailed),
        ("network", FailureKind.NetworkMissing),
    ];

    private static readonly (string Fragment, FailureKind Kind)[] Conflict =
    [
        ("already in progress", FailureKind.Busy),
        ("marked for removal", FailureKind.Busy),
        ("already in use by container", FailureKind.NameTaken),
        ("already exists", FailureKind.NameTaken),
    ];

    private static readonly (string Fragment, FailureKind Kind)[] Invalid =
    [
        ("bind source path does not exist", FailureKind.SourceMissing),
    ];

    private static readonly (string Fragment, FailureKind Kind)[] Forbidden =
    [
        ("Pool overlaps", FailureKind.SubnetTaken),
        // An engine that stops or has crashed still holds the last run's endpoint; a new container has a new name.
        ("endpoint with name", FailureKind.Busy),
    ];

    private static readonly (string Fragment, FailureKind Kind)[] ServerError =
    [
        ("port is already allocated", FailureKind.PortTaken),
        ("address already in use", FailureKind.PortTaken),
        ("cannot assign requested address", FailureKind.PortTaken),
        ("id already in use", FailureKind.Broken),
        (": already exists", FailureKind.Broken),
        ("failed to start shim", FailureKind.Broken),
        ("already in use by", FailureKind.NameTaken),
        ("is not connected", FailureKind.Missing),
        ("bind source path does not exist", FailureKind.SourceMissing),
        ("json:", FailureKind.Invalid),
        ("invalid character", FailureKind.Invalid),
        ("no matching entries in passwd", FailureKind.Invalid),
    ];

    public static FailureKind Classify(DockerEngineException exception) => exception.Kind switch
    {
        EngineErrorKind.Unavailable or EngineErrorKind.AccessDenied or EngineErrorKind.VersionMismatch => FailureKind.EngineDown,
        EngineErrorKind.Timeout or EngineErrorKind.Protocol => FailureKind.Lost,
        EngineErrorKind.Busy => FailureKind.Busy,
        EngineErrorKind.NotFound => Match(exception, NotFound, FailureKind.Missing),
        EngineErrorKind.Conflict => Match(exception, Conflict, FailureKind.Conflict),
        EngineErrorKind.Invalid => Match(exception, Invalid, FailureKind.Invalid),
        EngineErrorKind.Forbidden => Match(exception, Forbidden, FailureKind.Invalid),
        EngineErrorKind.PullFailed => FailureKind.PullFailed,
        _ => Match(exception, ServerError, FailureKind.Transient),
    };

    /// <summary>May the same call be made again at once? Only what can pass within a second and is not known to mean something else.</summary>
    public static bool IsRetryable(Exception exception) =>
        exception is DockerEngineException { Kind: EngineErrorKind.Unavailable or EngineErrorKind.Busy }
        || (exception is DockerEngineException { Kind: EngineErrorKind.ServerError } failure && Classify(failure) == FailureKind.Transient);

    /// <summary>Is the engine itself at fault, as far as the circuit breaker is concerned?</summary>
    public static bool IsEngineFault(Exception exception) =>
        exception is DockerEngineException { Kind: EngineErrorKind.Unavailable or EngineErrorKind.AccessDenied or EngineErrorKind.VersionMismatch };

    private static FailureKind Match(DockerEngineException exception, (string Fragment, FailureKind Kind)[] table, FailureKind otherwise)
    {
        foreach (var (fragment, kind) in table)
        {
            if (exception.Message.Contains(fragment, StringComparison.OrdinalIgnoreCase)) return kind;
        }

        return otherwise;
    }
}
