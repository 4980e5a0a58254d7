using BotMaker.DockerEngine;

namespace BotMaker.Reconciler.Logs;

/// <summary>What the feeds of all bots have in common.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Instance">Whose containers.</param>
/// <param name="Tail">Reads.</param>
/// <param name="Redact">Takes secret values out of a text.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">For what nobody expected.</param>
internal sealed record LogFeedParts(IContainerEngine Engine, string Instance, LogTail Tail, Func<string, string> Redact, TimeProvider Time, ILogger Logger);
