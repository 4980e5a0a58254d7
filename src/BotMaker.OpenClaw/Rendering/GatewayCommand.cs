using System.Globalization;
using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>How OpenClaw's command line is called in a container.</summary>
internal static class GatewayCommand
{
    // Images of the January releases were built from source and have no `openclaw` on the path.
    private const string FindProgram = "if command -v openclaw >/dev/null 2>&1; then exec openclaw \"$@\"; else exec node /app/openclaw.mjs \"$@\"; fi";

    /// <summary>Bind and port stand on the command line too, where neither the environment nor a bot that rewrites its configuration can change them.</summary>
    public static ValueList<string> Run(GatewaySpec gateway, Dialect dialect) =>
        OpenClaw(dialect, "gateway", "run", "--bind", BindName(gateway.Bind), "--port", gateway.Port.ToString(CultureInfo.InvariantCulture));

    public static ValueList<string> OpenClaw(Dialect dialect, params ReadOnlySpan<string> arguments) => dialect == Dialect.January2026
        ? ["sh", "-c", FindProgram, "openclaw", .. arguments]
        : ["openclaw", .. arguments];

    public static string BindName(GatewayBind bind) => bind switch
    {
        GatewayBind.Lan => "lan",
        GatewayBind.Custom => "custom",
        _ => "loopback",
    };
}
