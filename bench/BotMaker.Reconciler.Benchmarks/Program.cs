using BotMaker.Reconciler.Benchmarks.Figures;
using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks;

internal static class Program
{
    private const string Usage = """
        Measures the figures that the product promises, and prints them as one table.
          scripts/bench [NAME...] [--check] [--peers] [--list]
        NAME     only these (--list shows them)
        --check  exit with 1 when a promise does not hold
        --peers  also docker-compose, where it is installed
        """;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private static readonly IReadOnlyList<IBenchmark> All =
    [
        new ColdConverge(30, rounds: 3, promise: null),
        new ColdConverge(100, rounds: 2, promise: 1.15),
        new RemovalOnEngine(),
        new Reaction(),
        new Resync(),
        new Planning(),
        new Scale(),
        new Idle(),
        new Scrape(),
        new StartToReady(),
        new Peers(),
    ];

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments.Contains("--help", StringComparer.Ordinal) || Unknown(arguments) is not null)
        {
            if (Unknown(arguments) is { } unknown) await Console.Error.WriteLineAsync($"bench: there is no '{unknown}'");
            await Console.Error.WriteLineAsync(Usage);
            return arguments.Contains("--help", StringComparer.Ordinal) ? 0 : 2;
        }

        if (arguments.Contains("--list", StringComparer.Ordinal))
        {
            foreach (var benchmark in All) Console.WriteLine(benchmark.Name);
            return 0;
        }

        var figures = await MeasureAsync([.. All.Where(benchmark => IsWanted(benchmark, arguments))]);
        return arguments.Contains("--check", StringComparer.Ordinal) && figures.Any(figure => figure.Holds is false) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(IReadOnlyList<IBenchmark> benchmarks)
    {
        using var stop = new CancellationTokenSource(Longest);
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        var (real, problem) = await RealEngine.FindAsync(stop.Token);
        List<Figure> figures = [];
        var before = HostFacts.Load;
        foreach (var benchmark in benchmarks)
        {
            var began = TimeProvider.System.GetTimestamp();
            var run = new BenchmarkRun(real, problem, text => Console.Error.WriteLine($"  {benchmark.Name}: {text}"), stop.Token);
            try
            {
                figures.AddRange(await benchmark.RunAsync(run));
            }
            catch (Exception failure)
            {
                // One that cannot be measured must not hide the others; it holds nothing.
                figures.Add(new Figure(benchmark.Name, $"failed: {failure.Message.Split('\n')[0]}") { Holds = benchmark is Peers ? null : false });
                await Console.Error.WriteLineAsync($"  {benchmark.Name}: {failure}");
            }

            await Console.Error.WriteLineAsync($"{benchmark.Name}: {Texts.Of(TimeProvider.System.GetElapsedTime(began))}");
        }

        Console.WriteLine(HostFacts.Describe(real?.Version, before));
        Console.WriteLine();
        Console.WriteLine(FigureTable.Write(figures));
        if (real is not null) await real.DisposeAsync();
        return figures;
    }

    private static bool IsWanted(IBenchmark benchmark, string[] arguments)
    {
        var names = arguments.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
        return names.Count > 0 ? names.Contains(benchmark.Name, StringComparer.Ordinal) : benchmark is not Peers || arguments.Contains("--peers", StringComparer.Ordinal);
    }

    private static string? Unknown(string[] arguments) => arguments.FirstOrDefault(argument =>
        argument is not ("--check" or "--peers" or "--list" or "--help") && !All.Any(benchmark => string.Equals(benchmark.Name, argument, StringComparison.Ordinal)));
}
