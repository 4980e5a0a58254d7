using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>Gateway tokens that we made, as the bots have them.</summary>
public sealed class GeneratedTokens(DataDirectory data)
{
    /// <summary>The secret's id, as it is rendered for <c>gateway.auth.token</c>.</summary>
    private const string Gateway = "gateway-auth-token";

    /// <summary>Null: none was generated for it.</summary>
    public string? Find(BotId bot)
    {
        var path = Path.Combine(data.GeneratedSecrets, bot.Value, Gateway);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
