namespace BotMaker.Reconciler.Core.Model.Observed;

/// <summary>The image that a bot's reference means on this host right now.</summary>
/// <param name="Reference">As in the manifest.</param>
/// <param name="ImageId">Null: not present.</param>
public sealed record ObservedImage(string Reference, string? ImageId)
{
    public bool IsPresent => ImageId is not null;
}
