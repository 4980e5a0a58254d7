namespace BotMaker.OpenClaw.Health;

/// <summary>A package that did not load; readiness never shows it.</summary>
public sealed record PluginFailure(string Plugin, string Message);
