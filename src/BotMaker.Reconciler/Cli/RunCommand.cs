using System.CommandLine;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Hosting.Run;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>run</c>: the daemon.</summary>
internal static class RunCommand
{
    public static readonly string[] Examples =
    [
        "botmaker run                                   # everything at its default place",
        "botmaker run --manifests ./manifests --once    # converge, print the table, leave the bots running",
        "botmaker run --print-config                    # what is in force, and where each value came from",
        "botmaker run --engine memory://                # on an engine in memory: nothing of it is real",
        "BOTMAKER__Control__Workers=16 botmaker run     # every key of the configuration has its variable",
    ];

    public static Command Create(Terminal terminal, Action<IServiceCollection> pipeline)
    {
        var flags = new SettingFlags();
        var once = new Option<bool>("--once") { Description = "Converge, print the result, and end; bots keep running" };
        var timeout = new Option<string>("--timeout") { Description = "With --once: how long to wait for all bots", HelpName = "DURATION", DefaultValueFactory = _ => "10m" };
        var print = new Option<bool>("--print-config") { Description = "Print what is in force and where each value came from, and end" };
        var command = new Command("run", "Run the daemon") { once, timeout, print };
        foreach (var option in flags.Options) command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var settings = flags.Load(parsed, terminal);
                if (parsed.GetValue(print))
                {
                    await terminal.Out.WriteAsync(settings.Print());
                    return ExitCode.Ok;
                }

                var patience = parsed.GetValue(once)
                    ? DurationType.Parse(parsed.GetValue(timeout)!) ?? throw new CommandFailedException("--timeout: write a duration such as 30s, 10m or 1h.", ExitCode.Usage)
                    : (TimeSpan?)null;
                return await new DaemonRun(settings, terminal, pipeline, patience).RunAsync(cancellationToken);
            }
            catch (ConfigurationException wrong)
            {
                foreach (var problem in wrong.Problems) await terminal.Error.WriteLineAsync($"botmaker: {problem}");
                return ExitCode.Configuration;
            }
        });
        return command;
    }
}
