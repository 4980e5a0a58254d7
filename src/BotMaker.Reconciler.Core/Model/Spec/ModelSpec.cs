using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Spec;

/// <param name="Primary"><c>provider/model</c>.</param>
/// <param name="Fallbacks">Tried in this order.</param>
public sealed record ModelSpec(string Primary, ValueList<string> Fallbacks = default);
