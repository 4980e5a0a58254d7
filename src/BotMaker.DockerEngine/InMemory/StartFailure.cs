using System.Net;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Why a start fails. It leaves the container behind with the message as its error, and raises no event.</summary>
/// <param name="StatusCode">400 for a bad entrypoint or mount, 500 for what the runtime or the host refuses.</param>
/// <param name="Message">The engine's words.</param>
/// <param name="ExitCode">127 for a missing entrypoint, 126 for one that is not executable, 128 for a network trouble.</param>
public sealed record StartFailure(HttpStatusCode StatusCode, string Message, int ExitCode)
{
    public static StartFailure EntrypointMissing(string path) => new(
        HttpStatusCode.BadRequest,
        "failed to create shim: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "
        + $"\"{path}\": executable file not found in $PATH: unknown",
        127);
}
