using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using BotMaker.DockerEngine.Errors;

namespace BotMaker.DockerEngine.Transport;

/// <summary>Sends calls: version prefix, deadline, errors, observation. Knows HTTP and nothing of containers.</summary>
internal sealed class EngineHttp : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly DockerEngineClientOptions _options;

    public EngineHttp(EngineEndpoint endpoint, DockerEngineClientOptions options)
    {
        _options = options;
        Endpoint = endpoint.ToString();
        _invoker = new HttpMessageInvoker(EngineConnector.CreateHandler(endpoint));
        Versions = new ApiNegotiation(this, endpoint);
    }

    public string Endpoint { get; }

    public EngineTimeouts Timeouts => _options.Timeouts;

    public TimeProvider TimeProvider => _options.TimeProvider;

    public ApiNegotiation Versions { get; }

    /// <summary>Reads a JSON answer.</summary>
    public Task<T> ReadAsync<T>(EngineRequest request, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken) =>
        CallAsync(request, reply => reply.ReadJsonAsync(typeInfo), cancellationToken);

    /// <summary>Makes a call of which only the status counts: 2xx is done, 304 is already so.</summary>
    public Task<Containers.MutationResult> DoAsync(EngineRequest request, CancellationToken cancellationToken) => CallAsync(
        request,
        async reply =>
        {
            await reply.DrainAsync();
            return reply.Status is System.Net.HttpStatusCode.NotModified ? Containers.MutationResult.AlreadySo : Containers.MutationResult.Done;
        },
        cancellationToken);

    public async Task<T> CallAsync<T>(EngineRequest request, Func<EngineReply, Task<T>> read, CancellationToken cancellationToken, bool versioned = true)
    {
        var watch = StartWatch(request.Operation);
        EngineReply? reply = null;
        try
        {
            reply = await SendAsync(request, versioned, cancellationToken);
            var result = await read(reply);
            watch.Finished(reply);
            return result;
        }
        catch (Exception exception)
        {
            var failure = Lost(reply?.Translate(exception) ?? exception);
            watch.Failed(failure);
            if (ReferenceEquals(failure, exception))
                throw;
            throw failure;
        }
        finally
        {
            reply?.Dispose();
        }
    }

    /// <summary>Makes a call whose body the caller reads and disposes. Observed at its headers.</summary>
    public async Task<EngineReply> OpenAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        var watch = StartWatch(request.Operation);
        try
        {
            var reply = await SendAsync(request, versioned: true, cancellationToken);
            watch.Finished(reply);
            return reply;
        }
        catch (Exception exception)
        {
            watch.Failed(exception);
            throw;
        }
    }

    public CallWatch StartWatch(EngineOperation operation) => new(operation, _options);

    /// <summary>
    /// Sends without observation; throws only translated exceptions. A version that the engine refuses is negotiated anew, once:
    /// the engine may have been replaced under us.
    /// </summary>
    public async Task<EngineReply> SendAsync(EngineRequest request, bool versioned, CancellationToken cancellationToken)
    {
        if (!versioned)
            return await SendOnceAsync(request, apiVersion: null, cancellationToken);
        var version = await Versions.GetAsync(cancellationToken);
        try
        {
            return await SendOnceAsync(request, version.NegotiatedVersion, cancellationToken);
        }
        catch (DockerEngineException refusal) when (StatusFailure.IsVersionRefusal(refusal))
        {
            var again = await Versions.RenegotiateAsync(version, cancellationToken);
            try
            {
                return await SendOnceAsync(request, again.NegotiatedVersion, cancellationToken);
            }
            catch (DockerEngineException second) when (StatusFailure.IsVersionRefusal(second))
            {
                throw ApiNegotiation.Mismatch(request.Operation, Endpoint, again.ApiVersion, second);
            }
        }
    }

    /// <summary>A lost engine may come back as another version.</summary>
    public Exception Lost(Exception failure)
    {
        if (failure is DockerEngineException { Kind: EngineErrorKind.Unavailable })
            Versions.Forget();
        return failure;
    }

    public void Dispose()
    {
        _invoker.Dispose();
        Versions.Dispose();
    }

    private async Task<EngineReply> SendOnceAsync(EngineRequest request, Version? apiVersion, CancellationToken cancellationToken)
    {
        var deadline = new CallDeadline(request.Timeout, TimeProvider, cancellationToken);
        EngineReply? reply = null;
        try
        {
            using var message = request.ToMessage(apiVersion);
            var response = await _invoker.SendAsync(message, deadline.Token);
            reply = new EngineReply(request, response, deadline, Endpoint);
            if ((int)reply.Status is (>= 200 and < 300) or 304)
                return reply;
            throw await StatusFailure.ReadAsync(reply, request.Operation);
        }
        catch (Exception exception)
        {
            var failure = Lost(TransportFailure.Translate(exception, request.Operation, deadline, Endpoint));
            reply?.Dispose();
            deadline.Dispose();
            if (ReferenceEquals(failure, exception))
                throw;
            throw failure;
        }
    }

    /// <summary>Measures one call and tells the observer once.</summary>
    internal readonly struct CallWatch(EngineOperation operation, DockerEngineClientOptions options)
    {
        private readonly long _start = options.TimeProvider.GetTimestamp();

        public void Finished(EngineReply reply) => Tell(((int)reply.Status).ToString(CultureInfo.InvariantCulture));

        public void Failed(Exception exception) => Tell(exception switch
        {
            DockerEngineException { Kind: EngineErrorKind.VersionMismatch } => "version_mismatch",
            DockerEngineException { Kind: EngineErrorKind.PullFailed } => "pull_failed",
            DockerEngineException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
            DockerEngineException { Kind: EngineErrorKind.AccessDenied } => "access_denied",
            DockerEngineException { Kind: var kind } => kind.ToString().ToLowerInvariant(),
            OperationCanceledException => "canceled",
            _ => "error",
        });

        private void Tell(string outcome) =>
            options.OnCompleted?.Invoke(new EngineCall(operation.Name, outcome, options.TimeProvider.GetElapsedTime(_start)));
    }
}
