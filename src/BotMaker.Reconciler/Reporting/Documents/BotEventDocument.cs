namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Number">Counts up over all bots.</param>
/// <param name="Bot">Its name.</param>
/// <param name="Kind"><c>Decision</c>, <c>Action</c>, <c>Status</c> or <c>Engine</c>.</param>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">A constant.</param>
/// <param name="Message">For people.</param>
/// <param name="Count">How often in a row.</param>
/// <param name="FirstAt">When first.</param>
/// <param name="LastAt">When last.</param>
public sealed record BotEventDocument(
    long Number, string Bot, string Kind, string Type, string Reason, string Message, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt);
