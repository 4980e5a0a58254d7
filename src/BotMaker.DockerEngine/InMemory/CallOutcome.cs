using System.Globalization;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The outcome of a call as the observer of calls is told: what a real engine would have answered, or how the call failed.</summary>
internal static class CallOutcome
{
    public static string Of<T>(EngineOperation operation, T result) => (operation.Method, operation.Name) switch
    {
        _ when result is MutationResult.AlreadySo => "304",
        ("GET", _) or (_, "container_update" or "container_wait" or "exec_start" or "image_pull" or "image_remove") => "200",
        (_, "container_create" or "network_create" or "image_tag" or "exec_create") => "201",
        _ => "204",
    };

    public static string Of(Exception exception) => exception switch
    {
        DockerEngineException { Kind: EngineErrorKind.PullFailed } => "pull_failed",
        DockerEngineException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        DockerEngineException { Kind: var kind } => kind.ToString().ToLowerInvariant(),
        OperationCanceledException => "canceled",
        _ => "error",
    };
}
