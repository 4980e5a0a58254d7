using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <param name="Name">Relative to the configuration mount.</param>
/// <param name="Content">UTF-8 text; with placeholders where <paramref name="HoldsSecrets"/>.</param>
/// <param name="HoldsSecrets">After <see cref="Configuration.SecretPlaceholders.Inline"/> the file is a secret as a whole: it belongs on the tmpfs.</param>
/// <param name="Keys">The path of every value that we set, in ordinal order: what a bot's own changes are compared with.</param>
public sealed record RenderedFile(string Name, string Content, bool HoldsSecrets, ValueList<string> Keys);
