using BotMaker.Reconciler.Benchmarks.Reporting;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>Measures one or more rows of the table.</summary>
internal interface IBenchmark
{
    /// <summary>For the command line.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run);
}
