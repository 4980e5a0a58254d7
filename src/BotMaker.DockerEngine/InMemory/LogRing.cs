using System.Text;
using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The newest log lines of one container. Guarded by the engine's lock.</summary>
internal sealed class LogRing(int capacity)
{
    private readonly Queue<Line> _lines = new();
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>The position behind the newest line.</summary>
    public long End { get; private set; }

    /// <summary>Runs that have ended so far: a reader that follows ends with the run during which it began.</summary>
    public int EndedRuns { get; private set; }

    /// <summary>Completes with the next line or the end of the run.</summary>
    public Task Changed => _changed.Task;

    public void Write(LogStream stream, string text, DateTimeOffset at)
    {
        if (_lines.Count == capacity) _lines.Dequeue();
        _lines.Enqueue(new Line(End++, stream, Encoding.UTF8.GetBytes(text + "\n"), at));
        Signal();
    }

    public void EndRun()
    {
        EndedRuns++;
        Signal();
    }

    /// <summary>What is kept from a position on.</summary>
    public List<Line> From(long position) => [.. _lines.SkipWhile(line => line.Position < position)];

    private void Signal()
    {
        TaskCompletionSource changed = _changed;
        _changed = NewSignal();
        changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal sealed record Line(long Position, LogStream Stream, byte[] Data, DateTimeOffset At);
}
