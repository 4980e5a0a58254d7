namespace BotMaker.DockerEngine.Containers;

/// <summary>The exit code is null while the command runs.</summary>
internal sealed record ExecInspectAnswer(bool Running, long? ExitCode);
