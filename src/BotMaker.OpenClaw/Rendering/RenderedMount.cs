namespace BotMaker.OpenClaw.Rendering;

/// <summary>A directory of the bot's own, bound into its container.</summary>
public sealed record RenderedMount(MountPurpose Purpose, string Target, bool IsReadOnly);
