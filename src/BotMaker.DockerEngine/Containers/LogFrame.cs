namespace BotMaker.DockerEngine.Containers;

/// <param name="Stream">Which of the two it was written to; with a terminal always <see cref="LogStream.Stdout"/>.</param>
/// <param name="Data">Bytes as written; not necessarily a whole line.</param>
public readonly record struct LogFrame(LogStream Stream, ReadOnlyMemory<byte> Data);
