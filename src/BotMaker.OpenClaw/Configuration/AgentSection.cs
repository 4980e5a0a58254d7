using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.OpenClaw.Configuration;

internal static class AgentSection
{
    public static void Write(ConfigTree root, BotSpec spec)
    {
        var defaults = root.At("agents", "defaults");
        defaults.Set("workspace", ContainerPaths.Workspace(spec.Workspace));

        // A heartbeat is a turn of the model every half hour that nobody asked for.
        defaults.At("heartbeat").Set("every", "0m");

        // The January releases refuse the short form (a bare string), both take this one.
        if (spec.Model is not { } model) return;
        defaults.At("model").Set("primary", model.Primary);
        if (model.Fallbacks.Count > 0) defaults.At("model").Set("fallbacks", model.Fallbacks);
    }
}
