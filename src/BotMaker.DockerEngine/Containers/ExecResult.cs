namespace BotMaker.DockerEngine.Containers;

/// <param name="ExitCode">126 and 127 as in a shell; null when the engine forgot it.</param>
/// <param name="Stdout">As text, invalid bytes replaced.</param>
/// <param name="Stderr">As text, invalid bytes replaced.</param>
public sealed record ExecResult(long? ExitCode, string Stdout, string Stderr);
