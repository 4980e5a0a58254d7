using BotMaker.Reconciler.Cli;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>The end of <c>run --once</c>: the table, what is wrong with the manifests, and yes or no.</summary>
internal sealed class OnceReport(Terminal terminal, StatusBoard board, BotDocuments documents, IBotSource source)
{
    /// <returns>The exit code.</returns>
    public int Print()
    {
        var (snapshot, desired) = (board.Snapshot(), source.Current);
        new BotPrinter(terminal, "table").PrintList(documents.List(snapshot).Items);
        var errors = desired.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).ToList();
        foreach (var error in errors) terminal.Error.WriteLine(error);
        if (desired.Source is { Available: false, Message: { } why }) terminal.Error.WriteLine($"botmaker: {why}");
        var all = desired.Source.Available && errors.Count == 0
            && desired.Bots.Keys.All(id => snapshot.Bots.TryGetValue(id, out var entry) && IsAsWanted(entry));
        return all ? ExitCode.Ok : ExitCode.No;
    }

    /// <summary>Ready, or at rest because its manifest says so.</summary>
    private static bool IsAsWanted(BotEntry entry) =>
        entry.Status.Is(ConditionType.Ready)
        || (entry.Status.Phase == BotPhase.Stopped && entry.Intent.Bot?.Spec.RunState == RunState.Stopped)
        || entry.Status.Phase == BotPhase.Suspended;
}
