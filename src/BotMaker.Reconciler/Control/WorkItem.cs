namespace BotMaker.Reconciler.Control;

/// <param name="Key">What to look at.</param>
/// <param name="Priority">The highest with which it was added.</param>
/// <param name="Waited">From the moment at which it could have been taken.</param>
public readonly record struct WorkItem<TKey>(TKey Key, WorkPriority Priority, TimeSpan Waited);
