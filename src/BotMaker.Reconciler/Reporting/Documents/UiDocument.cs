namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Url">Opens the status page in one browser, once.</param>
/// <param name="ExpiresAt">When the address ends by itself.</param>
public sealed record UiDocument(string Url, DateTimeOffset ExpiresAt);
