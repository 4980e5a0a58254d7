namespace BotMaker.Reconciler.Storage;

/// <summary>A tree holds what is not copied for a bot: a device, a pipe, a link to a file outside, a mount, or more than the limits allow.</summary>
public sealed class TreeRefusedException(string message) : Exception(message);
