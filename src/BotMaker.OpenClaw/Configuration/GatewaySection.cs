using System.Globalization;
using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Configuration;

internal static class GatewaySection
{
    public static void Write(ConfigTree root, GatewaySpec spec, Dialect dialect, SecretBook secrets)
    {
        var gateway = root.At("gateway");
        gateway.Set("mode", "local");
        gateway.Set("bind", GatewayCommand.BindName(spec.Bind));
        gateway.Set("port", Number(spec.Port));
        if (spec is { Bind: GatewayBind.Custom, CustomBindHost: { } host }) gateway.Set("customBindHost", host);

        // The mode is explicit because only then does a changed token reach the running gateway.
        var auth = gateway.At("auth");
        auth.Set("mode", "token");
        auth.Set("token", secrets.Refer(spec.Token, "spec.gateway.auth.token", "gateway", "auth", "token"));

        gateway.At("controlUi").Set("enabled", spec.Publish is not null);
        if (dialect == Dialect.January2026) return;

        // An administrator's terminal on the host of the gateway is on by default.
        gateway.At("terminal").Set("enabled", false);
        if (spec.Publish is { } publish) gateway.At("controlUi").Set("allowedOrigins", Origins(publish));
        if (spec.Bind == GatewayBind.Loopback) return;

        var limit = auth.At("rateLimit");
        limit.Set("lockoutMs", Number(300_000));
        limit.Set("maxAttempts", Number(10));
        limit.Set("windowMs", Number(60_000));
    }

    private static ValueList<string> Origins(PublishSpec publish)
    {
        var port = publish.HostPort.ToString(CultureInfo.InvariantCulture);
        return publish.HostIp is PublishSpec.DefaultHostIp or "0.0.0.0"
            ? [$"http://127.0.0.1:{port}", $"http://localhost:{port}"]
            : [$"http://{publish.HostIp}:{port}"];
    }

    private static DataNode.Number Number(int value) => new(value.ToString(CultureInfo.InvariantCulture));
}
