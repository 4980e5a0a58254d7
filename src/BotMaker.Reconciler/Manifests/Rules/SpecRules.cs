using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>Every rule about one bot.</summary>
internal static class SpecRules
{
    public static void Check(DesiredBot bot, RuleContext context)
    {
        MetadataRules.Check(bot, context);
        ImageRules.Check(bot.Spec, context);
        ModelRules.Check(bot.Spec, context);
        ChannelFindings.Check(bot.Spec, context);
        GatewayRules.Check(bot.Spec.Gateway, context);
        ConfigRules.Check(bot.Spec, context);
        ContainerRules.Check(bot.Spec, context);
        EnvRules.Check(bot.Spec, context);
    }
}
