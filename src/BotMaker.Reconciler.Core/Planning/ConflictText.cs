using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Words for a container that stands in the way.</summary>
internal static class ConflictText
{
    public static string Of(ValueList<ObservedContainer> strangers, bool adopt)
    {
        var stranger = strangers[0];
        var who = $"container {stranger.Name} ({stranger.Id[..Math.Min(12, stranger.Id.Length)]})";
        if (stranger.Ownership == ContainerOwnership.Unrecorded)
        {
            return $"The {who} carries this instance's labels, but the data directory has no record of it (was it lost or replaced?). It is left alone. "
                + "Bring the data directory back, or remove the container yourself.";
        }

        var next = adopt
            ? "Adopting it (spec.adopt) is not possible yet: stop it, move its state into the bot's home, and remove it."
            : $"Remove it, or take the label {Labels.BotId} from it, or give this bot another name.";
        return $"The {who} is not this reconciler's, but it carries this bot's id. It is left alone, and nothing is run beside it. {next}";
    }
}
