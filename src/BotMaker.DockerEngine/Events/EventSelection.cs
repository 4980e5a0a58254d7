namespace BotMaker.DockerEngine.Events;

/// <summary>The event filters as Docker applies them, for engines that do not.</summary>
internal sealed class EventSelection(EngineEventQuery query)
{
    public bool Matches(EngineEvent item) =>
        (query.Actions.Count == 0 || query.Actions.Any(action => MatchesAction(item.Action, action))) && query.Labels.All(label => MatchesLabel(item, label));

    // health_status carries its value in the action: "health_status: healthy".
    private static bool MatchesAction(string actual, string wanted) =>
        actual.StartsWith(wanted, StringComparison.Ordinal) && (actual.Length == wanted.Length || actual[wanted.Length] == ':');

    private static bool MatchesLabel(EngineEvent item, string label)
    {
        var equals = label.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? item.Attributes.ContainsKey(label)
            : item.Attributes.TryGetValue(label[..equals], out var value) && string.Equals(value, label[(equals + 1)..], StringComparison.Ordinal);
    }
}
