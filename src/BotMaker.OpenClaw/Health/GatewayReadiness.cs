using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Health;

/// <summary>The body of <c>/readyz</c>. A channel whose package failed to load does not show in it.</summary>
/// <param name="IsReady">The gateway says so.</param>
/// <param name="Failing">Names of what keeps it from being ready; empty as well where the gateway does not tell.</param>
public sealed record GatewayReadiness(bool IsReady, ValueList<string> Failing)
{
    /// <returns>Null when the text is not such a body: a web page, for example, which is what an unknown path answers.</returns>
    public static GatewayReadiness? TryParse(string body)
    {
        if (LenientJson.TryParseObject(body) is not { } document) return null;
        using (document)
        {
            var root = document.RootElement;
            return root.Flag("ready") is { } ready ? new(ready, root.Texts("failing").ToValueList()) : null;
        }
    }
}
