using System.Runtime.CompilerServices;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;

namespace BotMaker.Reconciler.Logs;

/// <summary>What a container has said so far, without following it.</summary>
/// <param name="engine">The engine.</param>
/// <param name="redact">Takes secret values out of a whole line.</param>
public sealed class LogTail(IContainerEngine engine, Func<string, string> redact)
{
    /// <summary>
    /// The last lines of a container, oldest first: at most <paramref name="lines"/>, and at most what a ring holds. Also of one that has ended.
    /// </summary>
    /// <param name="containerId">Full id.</param>
    /// <param name="lines">How many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DockerEngine.Errors.DockerEngineException">It is gone, or its log cannot be read.</exception>
    public async Task<IReadOnlyList<LogLine>> ReadAsync(string containerId, int lines, CancellationToken cancellationToken)
    {
        var source = LogSource.Of(await engine.Containers.InspectAsync(containerId, cancellationToken));
        return await ReadAsync(source, lines, sinceNanoseconds: null, cancellationToken);
    }

    internal async Task<IReadOnlyList<LogLine>> ReadAsync(LogSource source, int lines, long? sinceNanoseconds, CancellationToken cancellationToken)
    {
        if (lines <= 0) return [];
        var last = new LogRing(Math.Min(lines, LogLimits.RingLines));
        await foreach (var some in StreamAsync(source, new ContainerLogQuery { Tail = lines, SinceNanoseconds = sinceNanoseconds }, cancellationToken))
            last.Append(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(some));
        return last.ToList();
    }

    /// <summary>Whole lines as they come; the list is used again for the next.</summary>
    internal async IAsyncEnumerable<List<LogLine>> StreamAsync(LogSource source, ContainerLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var assembler = new LineAssembler(source.HasTerminal, redact);
        List<LogLine> lines = [];
        await foreach (var frame in engine.Containers.ReadLogsAsync(source.Id, query with { Timestamps = true, Tty = source.HasTerminal }, cancellationToken))
        {
            assembler.Add(frame, lines);
            if (lines.Count == 0) continue;
            yield return lines;
            lines.Clear();
        }

        assembler.End(lines);
        if (lines.Count > 0) yield return lines;
    }
}
