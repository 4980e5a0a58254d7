using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Names of containers: <c>&lt;prefix&gt;-&lt;id&gt;-&lt;attempt&gt;</c> (ADR 3).</summary>
public static class ContainerNames
{
    public static string Of(string prefix, BotId id, int attempt) => $"{prefix}-{id}-{attempt}";
}
