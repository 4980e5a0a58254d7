using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>A plan as text, field by field.</summary>
internal static class PlanText
{
    public static void Print(TextWriter output, PlanDocument plan)
    {
        foreach (var change in plan.Changes)
        {
            output.WriteLine($"{change.Bot}: {Kind(change)}");
            PrintChange(output, change, "  ");
        }

        foreach (var deletion in plan.Deletions)
        {
            output.WriteLine($"{deletion.Bot}: delete");
            PrintChange(output, deletion, "  ");
        }

        foreach (var block in plan.Blocked) output.WriteLine($"{block.Bot}: held back ({block.Kind}): {block.Message}");
        output.WriteLine(plan.IsEmpty ? "Nothing to do." : $"{Count(plan.Changes.Count, "bot")} to change, {plan.Deletions.Count} to delete.");
    }

    public static void PrintChange(TextWriter output, PlanChangeDocument change, string indent)
    {
        foreach (var field in change.Fields) output.WriteLine($"{indent}{field.Path}: {Value(field.Old)} -> {Value(field.New)}  [{field.Class}]");
        foreach (var field in change.Pending) output.WriteLine($"{indent}{field.Path}: {Value(field.Old)} -> {Value(field.New)}  [waits for the next new container]");
        foreach (var action in change.Actions)
        {
            var container = action.ContainerId is { Length: >= 12 } id ? $" {id[..12]}" : "";
            var attempt = action.Attempt is { } number ? $" (attempt {number})" : "";
            output.WriteLine($"{indent}{action.Action}{container}{attempt}: {action.Reason}");
        }
    }

    /// <summary>The class says how a change disturbs; a bot without a container has nothing to disturb.</summary>
    private static string Kind(PlanChangeDocument change) =>
        change.Class is not "none" ? change.Class : change.Actions.Any(action => action.Action is "CreateContainer") ? "create" : "repair";

    private static string Value(string? text) => text switch
    {
        null => "(unknown or not set)",
        "" => "\"\"",
        _ => text.ReplaceLineEndings(" "),
    };

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
