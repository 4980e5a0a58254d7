namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record ImageSpec
{
    public required string Reference { get; init; }

    public ImagePullPolicy PullPolicy { get; init; } = ImagePullPolicy.IfNotPresent;

    /// <summary>Which configuration dialect; null is auto: from the image's label, tag or version.</summary>
    public string? OpenClawRelease { get; init; }
}
