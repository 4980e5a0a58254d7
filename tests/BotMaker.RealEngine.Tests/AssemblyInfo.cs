// Fixtures bring their own fleets and share one engine. Three at a time: the waits overlap, the starts do not drown two cores.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
