using System.Net;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>What goes wrong between callers and the engine. Operations are named as in <see cref="EngineOperation"/>; another name is an error.</summary>
public sealed partial class InMemoryEngine
{
    /// <summary>Calls by operation, for example <c>Calls["container_list"]</c>.</summary>
    public CallCounters Calls => _gate.Counters;

    /// <summary>The latest calls in the order of their arrival.</summary>
    public IReadOnlyList<RecordedCall> CallLog => _gate.Log;

    /// <summary>Things happen, but no subscriber hears of them, nor does the replay: events are only a hint.</summary>
    public bool EventsMuted
    {
        get
        {
            lock (_world.Gate) return _world.Events.Muted;
        }

        set
        {
            lock (_world.Gate) _world.Events.Muted = value;
        }
    }

    /// <summary>Open event streams.</summary>
    public int EventSubscribers
    {
        get
        {
            lock (_world.Gate) return _world.Events.Subscribers;
        }
    }

    /// <summary>The next calls of the operation throw this instead of doing anything.</summary>
    public void FailNext(string operation, DockerEngineException exception, int count = 1) =>
        _gate.Place(operation, new PlacedFault(exception, LosesReply: false), count);

    /// <summary>The next calls of the operation are answered with 500 and do nothing.</summary>
    public void FailNext(string operation, int count = 1) => FailNext(
        operation,
        new DockerEngineException(EngineErrorKind.ServerError, operation.Replace('_', ' '), "placed fault", HttpStatusCode.InternalServerError),
        count);

    /// <summary>The next calls of the operation do their work, then the connection breaks: the caller cannot know.</summary>
    public void LoseReplyOf(string operation, int count = 1) => _gate.Place(operation, new PlacedFault(Exception: null, LosesReply: true), count);

    /// <summary>Calls of the operation get no answer until the result is disposed; then they go on.</summary>
    public IDisposable Hang(string operation) => _gate.Hang(operation);

    /// <summary>Breaks the open event streams; everything else goes on.</summary>
    public void CutEventStreams()
    {
        lock (_world.Gate) _world.Events.CutAll();
    }
}
