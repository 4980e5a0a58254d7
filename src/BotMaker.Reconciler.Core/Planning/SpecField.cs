using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>One field of the manifest, or one map of fields, and what a change of it costs.</summary>
/// <param name="Path">As in the manifest; for a map its path, whose entries are below it.</param>
/// <param name="Effect">Where its value takes effect.</param>
/// <param name="Class">The least disruptive class that applies a change.</param>
/// <param name="Read">Its entries as suffix (empty for a plain field) and canonical text; unset ones are left out.</param>
public sealed record SpecField(string Path, FieldEffect Effect, ChangeClass Class, Func<DesiredBot, IEnumerable<KeyValuePair<string, string>>> Read);
