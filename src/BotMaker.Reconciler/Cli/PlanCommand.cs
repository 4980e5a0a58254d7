using System.CommandLine;
using System.Text.Json;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Hosting.Run;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>plan</c>: what would be done now. Changes nothing.</summary>
internal static class PlanCommand
{
    public static readonly string[] Examples =
    [
        "botmaker plan                                 # what the running daemon would do now",
        "botmaker plan --manifests ./manifests         # of other manifests, without the daemon",
        "botmaker plan -o json | jq .changes           # exit code 0: nothing to do, 1: changes, 2: error",
    ];

    public static Command Create(Terminal terminal, Action<IServiceCollection> pipeline)
    {
        var flags = new SettingFlags("--manifests", "--engine", "--data", "--instance");
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("plan", "Show what would be done now, and change nothing: asks the daemon, or plans by itself when it is given manifests or there is no daemon") { output, socket };
        foreach (var option in flags.Options) command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var plan = await MakeAsync(() => flags.Load(parsed, terminal).Options, flags.AnyGiven(parsed), () => SocketOption.Resolve(parsed, socket, terminal), pipeline, cancellationToken);
            if (parsed.GetValue(output) is "json") await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(plan, DocumentJson.ForPeople.PlanDocument));
            else PlanText.Print(terminal.Out, plan);
            return plan.IsEmpty ? ExitCode.Ok : ExitCode.No;
        });
        return command;
    }

    /// <summary>Every failure is 2: 1 says that there are changes.</summary>
    private static async Task<PlanDocument> MakeAsync(
        Func<DaemonOptions> options, bool mustBeOffline, Func<string> socket, Action<IServiceCollection> pipeline, CancellationToken cancellationToken)
    {
        try
        {
            if (!mustBeOffline && socket() is var path && Path.Exists(path))
            {
                using var client = new DaemonClient(path);
                return await client.PlanAsync(cancellationToken);
            }

            return await new OfflinePlan(options(), pipeline).MakeAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is CommandFailedException or ConfigurationException or DataDirectoryException or DockerEngineException)
        {
            throw new CommandFailedException(failure.Message, ExitCode.Usage);
        }
    }
}
