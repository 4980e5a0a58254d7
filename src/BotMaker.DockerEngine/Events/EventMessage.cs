using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Events;

/// <summary>One line of the event stream. The members <c>status</c>, <c>id</c> and <c>from</c> of older versions are gone since API 1.52 and are not read.</summary>
internal sealed record EventMessage
{
    public string? Type { get; init; }

    public string? Action { get; init; }

    public EventActor? Actor { get; init; }

    /// <summary>Unix seconds.</summary>
    [JsonPropertyName("time")]
    public long Time { get; init; }

    [JsonPropertyName("timeNano")]
    public long TimeNano { get; init; }

    public EngineEvent ToEvent()
    {
        var type = Type ?? "";
        var action = Action ?? "";

        // podman's words for two of the container events.
        if (type is "container")
            action = action switch { "remove" => "destroy", "died" => "die", _ => action };
        return new EngineEvent(type, action, Actor?.Id ?? "", TimeNano != 0 ? TimeNano : Time * 1_000_000_000, Actor?.Attributes ?? []);
    }

    internal sealed record EventActor
    {
        [JsonPropertyName("ID")]
        public string? Id { get; init; }

        public Dictionary<string, string>? Attributes { get; init; }
    }
}
