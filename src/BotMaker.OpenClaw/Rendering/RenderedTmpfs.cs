namespace BotMaker.OpenClaw.Rendering;

/// <param name="Target">Path in the container.</param>
/// <param name="SizeBytes">Counts against the memory limit as it fills.</param>
/// <param name="Mode">Octal, as the engine takes it: <c>1777</c>.</param>
public sealed record RenderedTmpfs(string Target, long SizeBytes, string Mode);
