using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests;

/// <summary>The last spec of a bot that was valid and not in conflict with another.</summary>
/// <param name="Bot">With its generation and where it came from.</param>
/// <param name="Defaults">Files of the BotDefaults that it was made with: while one of them cannot be parsed, the bot is held.</param>
internal sealed record LastGood(DesiredBot Bot, ValueList<string> Defaults);
