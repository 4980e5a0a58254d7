namespace BotMaker.Reconciler.Execution.OneShots;

/// <param name="ExitCode">Of its process.</param>
/// <param name="Output">What it printed, both streams, the first 64 KiB.</param>
internal sealed record OneShotResult(long ExitCode, string Output);
