using System.Net;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>Where the gateway listens and where it is published must fit together.</summary>
internal static class GatewayRules
{
    private static readonly FieldPath Gateway = FieldPath.Of("spec", "gateway");

    public static void Check(GatewaySpec gateway, RuleContext context)
    {
        if (context.Failed("spec", "gateway", "bind")) return;
        CheckCustom(gateway, context);
        if (gateway.Publish is not { } publish)
        {
            if (gateway.Bind == GatewayBind.Lan)
            {
                context.Report(MeaningCodes.LanUnpublished, Gateway["bind"],
                    "The gateway listens on every address of its container, but nothing is published: only containers on its network reach it. Add publish: { hostIP: 127.0.0.1, hostPort: PORT }, or write bind: loopback.");
            }

            return;
        }

        if (gateway.Bind != GatewayBind.Lan)
        {
            string listens = gateway.Bind == GatewayBind.Loopback ? "on the loopback of its own container" : "on one address of its container";
            context.Report(MeaningCodes.PublishedLoopback, Gateway["publish"],
                $"The gateway listens {listens}, where a published port never leads: nothing could reach it. Write bind: lan, or remove publish. The health check needs neither.");
        }

        if (IPAddress.TryParse(publish.HostIp, out var address) && !IPAddress.IsLoopback(address))
        {
            context.Report(MeaningCodes.PublishedBeyondLoopback, Gateway["publish"]["hostIP"],
                $"On {publish.HostIp} other machines can reach the gateway, protected by its token alone and without TLS. Prefer 127.0.0.1 behind a proxy or a tunnel.");
        }
    }

    private static void CheckCustom(GatewaySpec gateway, RuleContext context)
    {
        var path = Gateway["customBindHost"];
        if (gateway.Bind == GatewayBind.Custom && gateway.CustomBindHost is null)
        {
            context.Report(MeaningCodes.CustomBind, path, "bind: custom needs customBindHost, the address to listen on.");
        }
        else if (gateway.Bind != GatewayBind.Custom && gateway.CustomBindHost is not null)
        {
            context.Report(MeaningCodes.CustomBind, path, "customBindHost only counts with bind: custom. Write that, or remove it.");
        }
    }
}
