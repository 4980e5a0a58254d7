namespace BotMaker.Reconciler.Core.Model.Desired;

/// <summary>The health of the manifests directory as a whole.</summary>
/// <param name="Available">The last scan was healthy and complete.</param>
/// <param name="Synced">There has been a healthy scan in this run. Until then nothing is deleted.</param>
/// <param name="Message">Why it is not available; what to do.</param>
/// <param name="Doubt">Not null: it is not available until a person confirms that it is right as it is.</param>
public sealed record SourceState(bool Available, bool Synced, string? Message = null, SourceDoubt? Doubt = null)
{
    public static readonly SourceState NotScanned = new(Available: false, Synced: false, "The manifests have not been read yet.");

    /// <summary>May an absent bot be deleted at all?</summary>
    public bool PermitsDeletion => Available && Synced;
}
