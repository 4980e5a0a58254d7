using System.Buffers.Binary;
using System.Net;
using BotMaker.DockerEngine.Containers;
using Microsoft.AspNetCore.Http;

namespace BotMaker.Testing.EngineServer;

/// <summary>Output of containers and of commands in them: framed, or raw where there is a terminal.</summary>
internal static class ContainerLogStream
{
    private const int HeaderBytes = 8;

    public static async Task WriteAsync(HttpContext context, IContainerOperations containers)
    {
        string id = WireRequest.Route(context, "id");
        ContainerInspection container = await containers.InspectAsync(id, context.RequestAborted);
        var query = new ContainerLogQuery
        {
            Stdout = WireRequest.Flag(context, "stdout"),
            Stderr = WireRequest.Flag(context, "stderr"),
            Follow = WireRequest.Flag(context, "follow"),
            Timestamps = WireRequest.Flag(context, "timestamps"),
            Tail = int.TryParse(WireRequest.Text(context, "tail"), out int tail) && tail >= 0 ? tail : null,
            SinceNanoseconds = WireRequest.Nanoseconds(context, "since"),
            Tty = container.Config?.Tty ?? false,
        };
        if (query is { Stdout: false, Stderr: false })
            throw WireRequest.Refusal(HttpStatusCode.BadRequest, "Bad parameters: you must choose at least one stream");

        // Without a content type: engines before API 1.42 send none, so the reader must know of a terminal by itself.
        await WireAnswer.OpenStreamAsync(context, contentType: null);
        await foreach (LogFrame frame in containers.ReadLogsAsync(id, query, context.RequestAborted))
        {
            await WriteAsync(context, frame, framed: !query.Tty);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    public static async Task WriteAsync(HttpContext context, LogFrame frame, bool framed)
    {
        if (framed)
        {
            byte[] header = new byte[HeaderBytes];
            header[0] = frame.Stream is LogStream.Stderr ? (byte)2 : (byte)1;
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), frame.Data.Length);
            await context.Response.Body.WriteAsync(header, context.RequestAborted);
        }

        await context.Response.Body.WriteAsync(frame.Data, context.RequestAborted);
    }
}
