namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>The one document that holds a secret. A class and not a record, so that no generated text prints it.</summary>
public sealed class TokenDocument(string bot, string token)
{
    public string Bot { get; } = bot;

    /// <summary>What the bot's gateway wants from whoever connects to it.</summary>
    public string Token { get; } = token;
}
