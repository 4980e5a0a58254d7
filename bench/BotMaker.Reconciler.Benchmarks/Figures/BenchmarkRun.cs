using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>What all benchmarks of one run share.</summary>
/// <param name="Real">Null: there is no engine, or not the stub image.</param>
/// <param name="RealProblem">Why.</param>
/// <param name="Say">For progress.</param>
/// <param name="CancellationToken">Ends the run.</param>
internal sealed record BenchmarkRun(RealEngine? Real, string RealProblem, Action<string> Say, CancellationToken CancellationToken)
{
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public RealEngine RequireReal() => Real ?? throw new InvalidOperationException($"not measured, it needs an engine with {DaemonWorld.StubImage}: {RealProblem}");
}
