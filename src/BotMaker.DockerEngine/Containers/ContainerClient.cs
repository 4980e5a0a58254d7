using System.Runtime.CompilerServices;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Logs;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Containers;

internal sealed class ContainerClient(EngineHttp http) : IContainerOperations
{
    private static readonly Version StartIntervalSince = new(1, 44);
    private static readonly Version LogMediaTypesSince = new(1, 42);

    private readonly ExecClient _exec = new(http);

    public async Task<IReadOnlyList<ContainerSummary>> ListAsync(ContainerListQuery query, CancellationToken cancellationToken = default)
    {
        var request = new EngineRequest(EngineOperation.ContainerList, http.Timeouts.Query)
        {
            Query = QueryText.Empty.Flag("all", query.All).AddFilters(
                ("label", query.Labels),
                ("name", query.Name is null ? [] : [ExactName(query.Name)]),
                ("network", query.Network is null ? [] : [query.Network])),
        };
        return await http.ReadAsync(request, EngineAnswerJson.Default.ListContainerSummary, cancellationToken);
    }

    public Task<ContainerInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default) => http.ReadAsync(
        new EngineRequest(EngineOperation.ContainerInspect, http.Timeouts.Query) { Target = idOrName },
        EngineAnswerJson.Default.ContainerInspection,
        cancellationToken);

    public async Task<CreatedContainer> CreateAsync(string name, CreateContainerRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var version = (await http.Versions.GetAsync(cancellationToken)).NegotiatedVersion;
        if (version < StartIntervalSince && request.Healthcheck is { StartInterval: not null } check)
            request = request with { Healthcheck = check with { StartInterval = null } };
        var call = new EngineRequest(EngineOperation.ContainerCreate, http.Timeouts.Create)
        {
            Query = QueryText.Empty.Add("name", name),
            Body = EngineRequest.Json(request, EngineRequestJson.Default.CreateContainerRequest),
        };
        return await http.ReadAsync(call, EngineAnswerJson.Default.CreatedContainer, cancellationToken);
    }

    public Task<MutationResult> StartAsync(string id, CancellationToken cancellationToken = default) =>
        http.DoAsync(Change(EngineOperation.ContainerStart, id, http.Timeouts.Start), cancellationToken);

    public Task<MutationResult> StopAsync(string id, TimeSpan? grace, CancellationToken cancellationToken = default)
    {
        if (grace is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThan(given, TimeSpan.Zero, nameof(grace));
        var timeout = (grace ?? http.Timeouts.UnknownGrace) + http.Timeouts.StopMargin;
        var seconds = grace is { } time ? (long)Math.Ceiling(time.TotalSeconds) : (long?)null;
        return http.DoAsync(Change(EngineOperation.ContainerStop, id, timeout) with { Query = QueryText.Empty.Add("t", seconds) }, cancellationToken);
    }

    public Task KillAsync(string id, string signal, CancellationToken cancellationToken = default) => http.DoAsync(
        Change(EngineOperation.ContainerKill, id, http.Timeouts.Query) with { Query = QueryText.Empty.Add("signal", signal) },
        cancellationToken);

    public Task PauseAsync(string id, CancellationToken cancellationToken = default) =>
        http.DoAsync(Change(EngineOperation.ContainerPause, id, http.Timeouts.Query), cancellationToken);

    public Task UnpauseAsync(string id, CancellationToken cancellationToken = default) =>
        http.DoAsync(Change(EngineOperation.ContainerUnpause, id, http.Timeouts.Query), cancellationToken);

    public Task RemoveAsync(string id, bool force, bool removeAnonymousVolumes, CancellationToken cancellationToken = default) => http.DoAsync(
        Change(EngineOperation.ContainerRemove, id, http.Timeouts.Remove) with { Query = QueryText.Empty.Flag("force", force).Flag("v", removeAnonymousVolumes) },
        cancellationToken);

    public Task RenameAsync(string id, string newName, CancellationToken cancellationToken = default) => http.DoAsync(
        Change(EngineOperation.ContainerRename, id, http.Timeouts.Query) with { Query = QueryText.Empty.Add("name", newName) },
        cancellationToken);

    public async Task<IReadOnlyList<string>> UpdateAsync(string id, UpdateContainerRequest request, CancellationToken cancellationToken = default)
    {
        var call = Change(EngineOperation.ContainerUpdate, id, http.Timeouts.Query) with
        {
            Body = EngineRequest.Json(request, EngineRequestJson.Default.UpdateContainerRequest),
        };
        return (await http.ReadAsync(call, EngineAnswerJson.Default.UpdateAnswer, cancellationToken)).Warnings ?? [];
    }

    public async Task<long> WaitAsync(string id, ContainerWaitCondition condition, CancellationToken cancellationToken = default)
    {
        var words = condition switch
        {
            ContainerWaitCondition.NextExit => "next-exit",
            ContainerWaitCondition.Removed => "removed",
            _ => "not-running",
        };
        var request = new EngineRequest(EngineOperation.ContainerWait, Timeout: null) { Target = id, Query = QueryText.Empty.Add("condition", words) };
        var answer = await http.ReadAsync(request, EngineAnswerJson.Default.WaitAnswer, cancellationToken);
        return string.IsNullOrEmpty(answer.Error?.Message)
            ? answer.StatusCode
            : throw new DockerEngineException(EngineErrorKind.ServerError, EngineOperation.ContainerWait.Words, answer.Error.Message);
    }

    public async IAsyncEnumerable<LogFrame> ReadLogsAsync(
        string id,
        ContainerLogQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new EngineRequest(EngineOperation.ContainerLogs, http.Timeouts.Query)
        {
            Target = id,
            Query = QueryText.Empty
                .Flag("stdout", query.Stdout).Flag("stderr", query.Stderr).Flag("follow", query.Follow).Flag("timestamps", query.Timestamps)
                .Add("tail", query.Tail).AddTime("since", query.SinceNanoseconds),
        };
        using var reply = await http.OpenAsync(request, cancellationToken);

        // The limit is for the headers: a container may rightly say nothing for days.
        reply.Deadline.Disarm();
        var frames = IsRaw(reply.MediaType, query.Tty) ? FrameReader.ReadRawAsync(reply) : FrameReader.ReadFramesAsync(reply, EngineOperation.ContainerLogs);
        await foreach (var frame in frames)
            yield return frame;
    }

    public Task<ExecResult> ExecAsync(string id, ExecRequest request, CancellationToken cancellationToken = default) =>
        _exec.RunAsync(ObjectId.Full(id), request, cancellationToken);

    // Since API 1.42 the media type tells the two apart; before, it is missing or always the same.
    private bool IsRaw(string? mediaType, bool tty) => mediaType switch
    {
        "application/vnd.docker.multiplexed-stream" => false,
        "application/vnd.docker.raw-stream" when http.Versions.Agreed is { } version && version >= LogMediaTypesSince => true,
        _ => tty,
    };

    private static EngineRequest Change(EngineOperation operation, string id, TimeSpan timeout) => new(operation, timeout) { Target = ObjectId.Full(id) };

    // The engine's name filter is a pattern that matches anywhere, with or without the slash.
    private static string ExactName(string name) => $"^/?{System.Text.RegularExpressions.Regex.Escape(name.TrimStart('/'))}$";
}
