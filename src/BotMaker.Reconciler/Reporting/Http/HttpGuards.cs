using System.Net;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>What stands before every endpoint: errors in one form, and the check of the Host header.</summary>
public sealed partial class HttpGuards(ILogger<HttpGuards> logger)
{
    /// <summary>Every answer of 400 and above has a body that says why; an exception is logged here and not shown.</summary>
    public void UseProblems(IApplicationBuilder app) => app.Use(next => async context =>
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var status = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            if (status >= StatusCodes.Status500InternalServerError) LogRequestFailed(exception, context.Request.Method, context.Request.Path.ToUriComponent());
            await JsonAnswer.ProblemAsync(context, status, status < 500 ? exception.Message : "The request failed inside the daemon; its log says why.");
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            var detail = context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}.",
                StatusCodes.Status405MethodNotAllowed => $"{context.Request.Path} does not answer {context.Request.Method}.",
                _ => "The request was refused.",
            };
            await JsonAnswer.ProblemAsync(context, context.Response.StatusCode, detail);
        }
    });

    /// <summary>
    /// Refuses names that are not this host's: a web page whose name was made to point here (DNS rebinding) sends its own name. Addresses cannot
    /// be made to point elsewhere.
    /// </summary>
    public static void UseHostCheck(IApplicationBuilder app) => app.Use(next => context => IsOwnName(context.Request.Host.Host)
        ? next(context)
        : JsonAnswer.ProblemAsync(
            context, StatusCodes.Status421MisdirectedRequest,
            $"The Host header names '{context.Request.Host.Host}'. Use an address, localhost, or this host's name ({Environment.MachineName})."));

    /// <summary>Notes every request that may change something, and who made it.</summary>
    public void UseAudit(IApplicationBuilder app) => app.Use(next => async context =>
    {
        await next(context);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return;
        var peer = ApiPeer.Of(context);
        LogChangeAsked(context.Request.Method, context.Request.Path.ToUriComponent(), peer.Name, peer.ProcessId, context.Response.StatusCode);
    });

    internal static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase)
        || host.StartsWith($"{Environment.MachineName}.", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(7002, LogLevel.Information, "{Method} {Path} asked for by {By}, process {ProcessId}: {Status}")]
    private partial void LogChangeAsked(string method, string path, string by, int processId, int status);

    [LoggerMessage(7001, LogLevel.Error, "{Method} {Path} failed.")]
    private partial void LogRequestFailed(Exception exception, string method, string path);
}
