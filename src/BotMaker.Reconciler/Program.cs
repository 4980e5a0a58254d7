using BotMaker.Reconciler.Cli;
using BotMaker.Reconciler.Hosting.Stages;

namespace BotMaker.Reconciler;

internal static class Program
{
    public static Task<int> Main(string[] arguments) => CommandLine.RunAsync(arguments, Terminal.OfProcess(), Pipeline);

    /// <summary>The daemon, in the order in which data flows through it.</summary>
    internal static void Pipeline(IServiceCollection services) => services
        .AddManifests()    // files -> what is desired
        .AddSecrets()      // references -> values
        .AddEngine()       // the engine, and credentials for registries
        .AddControl()      // observe -> plan -> act, for each bot that somebody should look at
        .AddReporting()    // status -> API, health
        .AddTelemetry();   // counts -> the page of metrics
}
