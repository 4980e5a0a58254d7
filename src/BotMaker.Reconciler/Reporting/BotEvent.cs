using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Reporting;

/// <summary>Something that happened to a bot.</summary>
/// <param name="Number">Counts up over all bots; a repetition gets a new one.</param>
/// <param name="Bot">Which.</param>
/// <param name="Kind">Who speaks.</param>
/// <param name="Reason">A constant in camel case, for programs.</param>
/// <param name="Message">For people.</param>
/// <param name="IsWarning">Somebody may have to do something.</param>
/// <param name="FirstAt">When it happened first.</param>
/// <param name="LastAt">When it happened last.</param>
/// <param name="Count">How often in a row.</param>
public sealed record BotEvent(
    long Number, BotId Bot, BotEventKind Kind, string Reason, string Message, bool IsWarning, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Count);
