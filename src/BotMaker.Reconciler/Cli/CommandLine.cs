using System.CommandLine;
using System.CommandLine.Invocation;
using BotMaker.Reconciler.Hosting;

namespace BotMaker.Reconciler.Cli;

/// <summary>The command line: <c>botmaker COMMAND</c>. Answers go to standard output, errors to standard error.</summary>
public static class CommandLine
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["run"] = RunCommand.Examples,
        ["validate"] = ValidateCommand.Examples,
        ["plan"] = PlanCommand.Examples,
        ["get"] = GetCommand.Examples,
        ["describe"] = DescribeCommand.Examples,
        ["explain"] = ExplainCommand.Examples,
        ["wait"] = WaitCommand.Examples,
        ["reconcile"] = ReconcileCommand.Examples,
        ["restart"] = RestartCommand.Examples,
        ["logs"] = LogsCommand.Examples,
        ["events"] = EventsCommand.Examples,
        ["doctor"] = DoctorCommand.Examples,
        ["bundle"] = BundleCommand.Examples,
        ["new"] = NewCommand.Examples,
        ["completion"] = CompletionCommand.Examples,
        ["hold"] = HoldCommand.Examples,
        ["freeze"] = FreezeCommand.Examples,
        ["token"] = TokenCommand.Examples,
        ["ui"] = UiCommand.Examples,
        ["undelete"] = UndeleteCommand.Examples,
        ["prune"] = PruneCommand.Examples,
        ["schema"] = ["botmaker schema > botmaker.schema.json    # for the YAML plug-in of an editor"],
    };

    /// <returns>The exit code.</returns>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="terminal">Where to write to.</param>
    /// <param name="pipeline">Adds the stages of the daemon, in their order.</param>
    /// <param name="cancellationToken">Ends what waits.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Terminal terminal, Action<IServiceCollection> pipeline, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Keeps a fleet of OpenClaw bots on a Docker host equal to a directory of manifests.")
        {
            RunCommand.Create(terminal, pipeline),
            ValidateCommand.Create(terminal),
            PlanCommand.Create(terminal, pipeline),
            GetCommand.Create(terminal),
            DescribeCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            WaitCommand.Create(terminal),
            ReconcileCommand.Create(terminal),
            RestartCommand.Create(terminal),
            LogsCommand.Create(terminal),
            EventsCommand.Create(terminal),
            HoldCommand.Create(terminal),
            HoldCommand.CreateRelease(terminal),
            FreezeCommand.Create(terminal),
            FreezeCommand.CreateUnfreeze(terminal),
            TokenCommand.Create(terminal),
            UiCommand.Create(terminal),
            UndeleteCommand.Create(terminal),
            PruneCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            BundleCommand.Create(terminal),
            NewCommand.Create(terminal),
            CompletionCommand.Create(terminal),
            SchemaCommand.Create(terminal),
            VersionCommand.Create(terminal),
        };
        ExampleHelp.Install(root, Examples);
        BotNames.CompleteIn(root, arguments, terminal);
        var parsed = root.Parse(arguments);
        var configuration = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Action is ParseErrorAction ? ExitCode.Usage : code;
        }
        catch (CommandFailedException failure)
        {
            await terminal.Error.WriteLineAsync($"botmaker: {failure.Message}");
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
    }
}
