using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>Labels that would collide with ours, the engine's, or the engine's events; annotations that we read.</summary>
internal static class MetadataRules
{
    private static readonly string[] ReservedPrefixes = [Labels.Prefix, "com.docker.", "io.docker.", "org.dockerproject."];

    /// <summary>Labels and an event's own attributes share one map: a label with one of these names would hide the engine's value, or be hidden by it.</summary>
    private static readonly HashSet<string> EventAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "image", "container", "exitCode", "signal", "oldName", "execID", "execDuration", "comment", "driver", "type", "destination", "propagation",
    };

    public static void Check(DesiredBot bot, RuleContext context)
    {
        foreach (var (key, value) in bot.Labels)
        {
            var path = FieldPath.Of("metadata", "labels", key);
            if (ReservedPrefixes.FirstOrDefault(prefix => key.StartsWith(prefix, StringComparison.Ordinal)) is { } reserved)
            {
                context.Report(MeaningCodes.ReservedLabel, path, $"Labels that begin with '{reserved}' are reserved. Use a prefix of your own.");
            }
            else if (EventAttributes.Contains(key))
            {
                context.Report(MeaningCodes.ReservedLabel, path, $"The engine's events use the name '{key}' themselves. Use another one, for example 'my.{key}'.");
            }

            LiteralSecrets.CheckShape(value, path, context);
        }

        foreach (var (key, value) in bot.Annotations)
        {
            var path = FieldPath.Of("metadata", "annotations", key);
            if (string.Equals(key, Annotations.DeletionPolicy, StringComparison.Ordinal) && value is not ("Delete" or "Retain" or "Orphan"))
            {
                context.Report(MeaningCodes.DeletionPolicy, path, "This must be Delete (the default), Retain (stop it, keep container and data) or Orphan (leave it running, forget it).");
            }

            LiteralSecrets.CheckShape(value, path, context);
        }
    }
}
