using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.OpenClaw.Rendering;

/// <param name="Id">Names the bot in messages.</param>
/// <param name="Spec">Valid by the manifest's rules.</param>
/// <param name="Release">Of the image.</param>
public sealed record RenderRequest(BotId Id, BotSpec Spec, OpenClawRelease Release);
