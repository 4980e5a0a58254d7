using BotMaker.DockerEngine.Events;

namespace BotMaker.DockerEngine.Tests.InMemory;

/// <summary>Watches the events of all containers and says which order of them cannot be.</summary>
internal sealed class LegalHistory
{
    private readonly Dictionary<string, string> _phases = new(StringComparer.Ordinal);

    public List<string> Violations { get; } = [];

    /// <summary>After an outage of the engine events are missing: the next event of each container is believed.</summary>
    public void Forget()
    {
        foreach (string id in _phases.Keys.ToList()) _phases[id] = "unknown";
    }

    public void Add(EngineEvent engineEvent)
    {
        string phase = _phases.GetValueOrDefault(engineEvent.ActorId, "absent");
        (string[] legal, string? next) = engineEvent.Action switch
        {
            "create" => (["absent"], "idle"),
            "start" => (["idle"], "running"),
            "die" => (["running"], "idle"),
            "pause" => (["running"], "paused"),
            "unpause" => (["paused"], "running"),
            "kill" => (["running", "paused"], null),
            "oom" => ((string[])["running", "paused"], (string?)null),
            "stop" => (["idle"], null),
            "destroy" => (["idle"], "destroyed"),
            _ when engineEvent.Action.StartsWith("health_status", StringComparison.Ordinal) || engineEvent.Action.StartsWith("exec_", StringComparison.Ordinal) => (["running"], null),
            _ => (["idle", "running", "paused"], null),
        };
        if (phase is not "unknown" && !legal.Contains(phase, StringComparer.Ordinal)) Violations.Add($"{engineEvent.Action} while {phase}");
        if (next is not null) _phases[engineEvent.ActorId] = next;
    }
}
