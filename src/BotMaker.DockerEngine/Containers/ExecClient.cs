using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Logs;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Containers;

/// <summary>Runs a command in a container: create, start attached and read to the end, ask for the exit code.</summary>
internal sealed class ExecClient(EngineHttp http)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);
    private const int MaxLooks = 8;

    public async Task<ExecResult> RunAsync(string id, ExecRequest request, CancellationToken cancellationToken)
    {
        var create = new EngineRequest(EngineOperation.ExecCreate, http.Timeouts.Query)
        {
            Target = id,
            Body = EngineRequest.Json(new ExecCreateBody(request.Command, request.User, request.Env), EngineRequestJson.Default.ExecCreateBody),
        };
        var execId = (await http.ReadAsync(create, EngineAnswerJson.Default.IdAnswer, cancellationToken)).Id;
        var start = new EngineRequest(EngineOperation.ExecStart, http.Timeouts.Start)
        {
            Target = execId,
            Body = EngineRequest.Json(new ExecStartBody(), EngineRequestJson.Default.ExecStartBody),
        };
        var output = new CappedOutput(request.MaxOutputBytes);
        using (var reply = await http.OpenAsync(start, cancellationToken))
        {
            // The limit is for the headers; the command may take its time, and only the caller knows how much.
            reply.Deadline.Disarm();
            await foreach (var frame in FrameReader.ReadFramesAsync(reply, EngineOperation.ExecStart))
                output.Add(frame);
        }

        return new ExecResult(await ExitCodeAsync(execId, cancellationToken), output.Stdout, output.Stderr);
    }

    // The output ends a moment before the engine has noted the exit code.
    private async Task<long?> ExitCodeAsync(string execId, CancellationToken cancellationToken)
    {
        var inspect = new EngineRequest(EngineOperation.ExecInspect, http.Timeouts.Query) { Target = execId };
        var delay = FirstLook;
        for (var look = 1; ; look++)
        {
            try
            {
                var answer = await http.ReadAsync(inspect, EngineAnswerJson.Default.ExecInspectAnswer, cancellationToken);
                if (answer.ExitCode is not null || look == MaxLooks)
                    return answer.ExitCode;
            }
            catch (DockerEngineException exception) when (exception.Kind is EngineErrorKind.NotFound)
            {
                // The container stopped meanwhile, and its commands are forgotten with it.
                return null;
            }

            await Task.Delay(delay, http.TimeProvider, cancellationToken);
            delay *= 2;
        }
    }
}
