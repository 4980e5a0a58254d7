namespace BotMaker.Reconciler.Manifests.Files;

/// <param name="Used">To notice when it changes.</param>
/// <param name="Text">Null: see <paramref name="Problem"/>.</param>
internal sealed record WorkspaceSource(UsedSource Used, string? Text, string Problem)
{
    public bool TooLarge { get; init; }
}
